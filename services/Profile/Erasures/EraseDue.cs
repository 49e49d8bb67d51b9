using Mentorship.Contracts;
using Mentorship.Messaging;
using Mentorship.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Erasures;

/// <summary>
/// Carries out requests whose time to be taken back is over. At its start it reads the list of erased people: whoever
/// stands there and is not erased in this database came back with a restored backup, and is erased again in every service.
/// The others are announced again, for it may be another service's database that was restored.
/// </summary>
internal sealed partial class EraseDue(IServiceScopeFactory scopes, TimeProvider time, ILogger<EraseDue> log) : BackgroundService
{
    static readonly TimeSpan Every = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var each = new PeriodicTimer(Every, time);
        var replayed = false;
        do
        {
            // One that fails stops no other.
            replayed = replayed || await TryAsync(ReplayAsync, stoppingToken);
            await TryAsync(CarryOutAsync, stoppingToken);
            await TryAsync((services, ct) => services.GetRequiredService<ListOfErased>().CatchUpAsync(ct), stoppingToken);
        }
        while (await each.WaitForNextTickAsync(stoppingToken));
    }

    async Task<bool> TryAsync(Func<IServiceProvider, CancellationToken, Task> step, CancellationToken ct)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await step(scope.ServiceProvider, ct);
            return true;
        }
        catch (Exception failure) when (!ct.IsCancellationRequested)
        {
            Missed(failure);
            return false;
        }
    }

    async Task ReplayAsync(IServiceProvider services, CancellationToken ct)
    {
        var db = services.GetRequiredService<ProfileDb>();
        var now = time.GetUtcNow();
        var known = await db.Erasures.AsNoTracking().Where(e => e.State == Erasure.Done).ToDictionaryAsync(e => e.PersonId, ct);
        foreach (var erasure in known.Values)
            db.Announce(new PersonErased { PersonId = erasure.PersonId, Version = erasure.PersonVersion, ErasedAt = erasure.DoneAt!.Value }, now);
        await db.SaveChangesAsync(ct);
        foreach (var (person, at) in services.GetRequiredService<ListOfErased>().Read().Where(e => !known.ContainsKey(e.Key)))
            await Races.RetryAsync(db, async () =>
            {
                if (await db.Erasures.SingleOrDefaultAsync(e => e.PersonId == person, ct) is { } asked)
                    asked.WasDone(at);
                else
                    db.Add(Erasure.Of(person, byOffice: false, dueAt: at, now: at));
                return await db.SaveChangesAsync(ct);
            }, ct);
    }

    async Task CarryOutAsync(IServiceProvider services, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var due = await services.GetRequiredService<ProfileDb>().Erasures
            .Where(e => e.DueAt <= now && (e.State == Erasure.Asked || (e.State == Erasure.Held && e.HeldUntil <= now)))
            .OrderBy(e => e.DueAt).Select(e => e.PersonId).ToListAsync(ct);
        foreach (var person in due)
            await TryAsync((own, token) => own.GetRequiredService<ErasePerson>().GoAsync(person, actor: Guid.Empty, token), ct);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Erasures that are due could not all be carried out; trying again in an hour")]
    partial void Missed(Exception failure);
}
