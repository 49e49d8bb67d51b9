using System.Text.Json;
using Mentorship.Portal.Clients;
using Microsoft.AspNetCore.Mvc;

namespace Mentorship.Portal.Pages.Office;

/// <summary>Streams a piece of long work as server-sent events: asks the service every second while the page is open, and ends with the work.</summary>
internal sealed class Live(Func<CancellationToken, Task<LiveStep?>> look, TimeProvider time) : IActionResult
{
    static readonly TimeSpan Between = TimeSpan.FromSeconds(1);

    public async Task ExecuteResultAsync(ActionContext context)
    {
        var response = context.HttpContext.Response;
        var gone = context.HttpContext.RequestAborted;
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Accel-Buffering"] = "no";
        try
        {
            while (await look(gone) is { } step)
            {
                await response.WriteAsync($"event: step\ndata: {JsonSerializer.Serialize(step, JsonSerializerOptions.Web)}\n\n", gone);
                await response.Body.FlushAsync(gone);
                if (step.Over) return;
                await Task.Delay(Between, time, gone);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ServiceDown)
        {
            // The reader left, or the service is silent: the browser comes back by itself and reads on.
        }
    }
}

/// <summary>One look at long work: what it does in words, how far it is, and whether it is over.</summary>
internal sealed record LiveStep(string Says, long Done, long Total, bool Over)
{
    /// <summary>The step of several that is under way, where the work has steps.</summary>
    public string? Code { get; init; }

    public int Percent => Total == 0 ? 0 : (int)(100 * Done / Total);
}

/// <summary>A bar with count and words, kept current by the page's progress stream.</summary>
internal sealed record Progress(LiveStep Step, string Label);
