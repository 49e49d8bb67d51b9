using Mentorship.Profile.People;
using Mentorship.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Background;

/// <summary>
/// After a change of the use profile, announces everybody of whom Matching may now know more or less than before, so that
/// it asks again. What it asks for is cut at once; this is about the copies it holds.
/// </summary>
internal sealed partial class ApplyUse(IServiceScopeFactory scopes, TimeProvider time, ILogger<ApplyUse> log) : BackgroundService
{
    const int PerSave = 200;

    static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(500);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                var db = scope.ServiceProvider.GetRequiredService<ProfileDb>();
                while (await Races.RetryAsync(db, () => SomeAsync(db, stoppingToken), stoppingToken) > 0)
                    db.ChangeTracker.Clear();
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                // The database is away: the answers still say under which version they were last announced.
                Missed(failure);
            }
            await Task.Delay(Poll, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    async Task<int> SomeAsync(ProfileDb db, CancellationToken ct)
    {
        var use = await db.UseInForceAsync(ct);
        var behind = await db.FacetAnswers.Where(a => a.UseVersion < use.Version && a.Purpose != Purpose.Reporting)
            .OrderBy(a => a.PersonId).Take(PerSave).ToListAsync(ct);
        if (behind.Count == 0)
            return 0;
        int[] versions = [.. behind.Select(a => a.UseVersion).Distinct()];
        var before = await db.UseProfiles.AsNoTracking().Where(p => versions.Contains(p.Version)).ToDictionaryAsync(p => p.Version, ct);
        Guid[] concerned = [.. behind.Where(a => a.ComeUnder(use, before.GetValueOrDefault(a.UseVersion, UseProfile.Shipped))).Select(a => a.PersonId).Distinct()];
        var now = time.GetUtcNow();
        await db.TellOfAsync(p => concerned.Contains(p.Id), now, ct);
        await db.SaveChangesAsync(ct);
        Announced(concerned.Length, use.Version);
        return behind.Count;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{People} people announced under use profile {Version}")]
    partial void Announced(int people, int version);

    [LoggerMessage(Level = LogLevel.Error, Message = "A change of the use profile could not be announced yet")]
    partial void Missed(Exception failure);
}
