using System.Threading.Channels;
using Mentorship.Portal.Clients;

namespace Mentorship.Portal.Accounts;

/// <summary>Six digits on their way. Without an address they go to the person's first; <see cref="For"/> says what they are for where they sign nobody in.</summary>
internal sealed record Code(string Digits, DateTimeOffset ExpiresAt, string? Email = null, string? For = null);

/// <summary>
/// Hands codes, and word of changed addresses, to Notification behind the page's back, so that the page answers as fast for an
/// address it knows as for one it does not. They live in memory only: for a code the person asks again when this process ends.
/// </summary>
internal sealed partial class CodePost(IServiceScopeFactory scopes, TimeProvider time, ILogger<CodePost> log) : BackgroundService
{
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(2), WordLasts = TimeSpan.FromHours(1);

    readonly Channel<Letter> _letters = Channel.CreateBounded<Letter>(1000);

    public void Hand(Guid person, Code code) => Hand(new Letter(person, code.ExpiresAt, (notification, ct) => notification.SendCode(person, code, ct)));

    public void Tell(Guid person, string change, string[] to) =>
        Hand(new Letter(person, time.GetUtcNow() + WordLasts, (notification, ct) => notification.TellOfAddresses(person, change, to, ct)));

    void Hand(Letter letter)
    {
        if (!_letters.Writer.TryWrite(letter)) Dropped(letter.Person);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Parallel.ForEachAsync(_letters.Reader.ReadAllAsync(stoppingToken), new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = stoppingToken }, Send);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process ends. A code that was not handed over yet is worth nothing afterwards.
        }
    }

    async ValueTask Send(Letter letter, CancellationToken ct)
    {
        if (time.GetUtcNow() >= letter.Until) return;
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var answer = await letter.Give(scope.ServiceProvider.GetRequiredService<NotificationClient>(), ct);
            if (!answer.Ok) NotSent(letter.Person, answer.Refused!.Code);
        }
        catch (Exception e) when (e is ServiceDown or HttpRequestException or InvalidOperationException)
        {
            Again(letter.Person, e.Message);
            _ = HandLater(letter, ct);
        }
    }

    /// <summary>Beside the others: a letter that cannot be handed over holds up no other.</summary>
    async Task HandLater(Letter letter, CancellationToken ct)
    {
        await Task.Delay(Pause, time, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!ct.IsCancellationRequested) Hand(letter);
    }

    sealed record Letter(Guid Person, DateTimeOffset Until, Func<NotificationClient, CancellationToken, Task<Answer<Nothing>>> Give);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Too many letters wait; one to {Person} was dropped")]
    partial void Dropped(Guid person);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Notification refused a letter to {Person}: {Reason}")]
    partial void NotSent(Guid person, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A letter to {Person} could not be handed over yet: {Reason}")]
    partial void Again(Guid person, string reason);
}
