using System.Threading.Channels;
using Mentorship.Portal.Clients;

namespace Mentorship.Portal.Accounts;

/// <summary>
/// Hands codes to Notification behind the page's back, so that the page answers as fast for an address it knows as for one
/// it does not. A code lives in memory only: when this process ends, the person asks for a new one.
/// </summary>
internal sealed partial class CodePost(IServiceScopeFactory scopes, TimeProvider time, ILogger<CodePost> log) : BackgroundService
{
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    readonly Channel<Code> _codes = Channel.CreateBounded<Code>(1000);

    public void Hand(Guid person, string code, DateTimeOffset expiresAt)
    {
        if (!_codes.Writer.TryWrite(new Code(person, code, expiresAt))) Dropped(person);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Parallel.ForEachAsync(_codes.Reader.ReadAllAsync(stoppingToken), new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = stoppingToken }, Send);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process ends. A code that was not handed over yet is worth nothing afterwards.
        }
    }

    async ValueTask Send(Code code, CancellationToken ct)
    {
        while (time.GetUtcNow() < code.ExpiresAt)
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                var answer = await scope.ServiceProvider.GetRequiredService<NotificationClient>().SendCode(code.Person, code.Text, code.ExpiresAt, ct);
                if (!answer.Ok) NotSent(code.Person, answer.Refused!.Code);
                return;
            }
            catch (Exception e) when (e is ServiceDown or HttpRequestException or InvalidOperationException)
            {
                Again(code.Person, e.Message);
                await Task.Delay(Pause, time, ct);
            }
        }
    }

    sealed record Code(Guid Person, string Text, DateTimeOffset ExpiresAt);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Too many codes wait; the one for {Person} was dropped")]
    partial void Dropped(Guid person);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Notification refused a code for {Person}: {Reason}")]
    partial void NotSent(Guid person, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A code for {Person} could not be handed over yet: {Reason}")]
    partial void Again(Guid person, string reason);
}
