using Mentorship.ServiceDefaults;
using Mentorship.ServiceDefaults.PersonalData;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Mentorship.Profile.Erasures;

/// <summary>
/// Carries out requests whose time to be taken back is over. At its start it reads the list of erased people: whoever
/// stands there and is not erased in this database came back with a restored backup, and is erased again in every service.
/// </summary>
internal sealed partial class EraseDue(IServiceScopeFactory scopes, IOptions<ErasureOptions> options, TimeProvider time, ILogger<EraseDue> log) : BackgroundService
{
    static readonly TimeSpan Every = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var each = new PeriodicTimer(Every, time);
        var replayed = false;
        do
            try
            {
                if (!replayed)
                    await ReplayAsync(stoppingToken);
                replayed = true;
                await CarryOutAsync(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                Missed(failure);
            }
        while (await each.WaitForNextTickAsync(stoppingToken));
    }

    async Task ReplayAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ProfileDb>();
        var erased = ErasureList.Read(options.Value.List);
        var known = await db.Erasures.Where(e => e.State == Erasure.Done).Select(e => e.PersonId).ToHashSetAsync(ct);
        foreach (var (person, at) in erased.Where(e => !known.Contains(e.Key)))
            await Races.RetryAsync(db, async () =>
            {
                if (await db.Erasures.SingleOrDefaultAsync(e => e.PersonId == person, ct) is { } asked)
                    asked.WasDone(at);
                else
                    db.Add(Erasure.Of(person, byOffice: false, dueAt: at, now: at));
                return await db.SaveChangesAsync(ct);
            }, ct);
    }

    async Task CarryOutAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        List<Guid> due;
        await using (var scope = scopes.CreateAsyncScope())
            due = await scope.ServiceProvider.GetRequiredService<ProfileDb>().Erasures
                .Where(e => e.DueAt <= now && (e.State == Erasure.Asked || (e.State == Erasure.Held && e.HeldUntil <= now)))
                .OrderBy(e => e.DueAt).Select(e => e.PersonId).ToListAsync(ct);
        foreach (var person in due)
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<ErasePerson>().GoAsync(person, actor: Guid.Empty, ct);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Erasures that are due could not be carried out; trying again in ten minutes")]
    partial void Missed(Exception failure);
}
