using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Mentorship.ServiceDefaults;

/// <summary>
/// One line per request. It names the route's pattern, never the path or the query, because those may carry what
/// a person typed; the trace id answers as <c>X-Correlation-Id</c> so that a caller can quote it.
/// </summary>
internal sealed partial class RequestLine(RequestDelegate next, ILogger<RequestLine> log)
{
    const string NoRoute = "(no route)";

    static readonly object Asked = new();

    public async Task InvokeAsync(HttpContext context)
    {
        var started = Stopwatch.GetTimestamp();
        var activity = Activity.Current;
        // At the last moment: an error page clears the headers that were set before, and there it is needed most.
        if (activity is not null)
            context.Response.OnStarting(() =>
            {
                context.Response.Headers["X-Correlation-Id"] = activity.TraceId.ToString();
                return Task.CompletedTask;
            });
        try
        {
            await next(context);
        }
        finally
        {
            var route = context.Items[Asked] as string ?? NoRoute;
            var status = context.Response.StatusCode;
            if (activity is not null)
            {
                activity.DisplayName = $"{context.Request.Method} {route}";
                activity.SetTag("http.route", route);
                activity.SetTag("http.response.status_code", status);
            }
            if (!context.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal))
                Answered(context.Request.Method, route, status, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }
    }

    /// <summary>Notes, behind routing, what was asked for: a page of errors that is shown in its place is routed to as well.</summary>
    public static Task NoteRouteAsync(HttpContext context, RequestDelegate next)
    {
        context.Items.TryAdd(Asked, Route(context.GetEndpoint()));
        return next(context);
    }

    /// <summary>A page's pattern comes without the slash, and the first page's is empty.</summary>
    static string Route(Endpoint? endpoint) =>
        endpoint is RouteEndpoint { RoutePattern.RawText: { } pattern } ? $"/{pattern.TrimStart('/')}" : NoRoute;

    [LoggerMessage(Level = LogLevel.Information, Message = "{Method} {Route} {Status} in {Milliseconds:0.0} ms")]
    partial void Answered(string method, string route, int status, double milliseconds);
}
