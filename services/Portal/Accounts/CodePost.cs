using System.Threading.Channels;
using Mentorship.Portal.Clients;

namespace Mentorship.Portal.Accounts;

/// <summary>Six digits on their way. Without an address they go to the person's first; <see cref="For"/> says what they are for where they sign nobody in.</summary>
internal sealed record Code(string Digits, DateTimeOffset ExpiresAt, string? Email = null, string? For = null);

/// <summary>
/// Hands codes to Notification behind the page's back, so that the page answers as fast for an address it knows as for one it
/// does not. They live in memory only: the person asks again when this process ends.
/// </summary>
internal sealed partial class CodePost(IServiceScopeFactory scopes, TimeProvider time, ILogger<CodePost> log) : BackgroundService
{
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    readonly Channel<(Guid Person, Code Code)> _codes = Channel.CreateBounded<(Guid, Code)>(1000);

    public void Hand(Guid person, Code code)
    {
        if (!_codes.Writer.TryWrite((person, code))) Dropped(person);
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

    async ValueTask Send((Guid Person, Code Code) letter, CancellationToken ct)
    {
        if (time.GetUtcNow() >= letter.Code.ExpiresAt) return;
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var answer = await scope.ServiceProvider.GetRequiredService<NotificationClient>().SendCode(letter.Person, letter.Code, ct);
            if (!answer.Ok) NotSent(letter.Person, answer.Refused!.Code);
        }
        catch (Exception e) when (e is ServiceDown or HttpRequestException or InvalidOperationException)
        {
            Again(letter.Person, e.Message);
            _ = HandLater(letter.Person, letter.Code, ct);
        }
    }

    /// <summary>Beside the others: a code that cannot be handed over holds up no other.</summary>
    async Task HandLater(Guid person, Code code, CancellationToken ct)
    {
        await Task.Delay(Pause, time, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!ct.IsCancellationRequested) Hand(person, code);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Too many codes wait; one to {Person} was dropped")]
    partial void Dropped(Guid person);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Notification refused a code to {Person}: {Reason}")]
    partial void NotSent(Guid person, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A code to {Person} could not be handed over yet: {Reason}")]
    partial void Again(Guid person, string reason);
}
