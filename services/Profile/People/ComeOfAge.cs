using Mentorship.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.People;

/// <summary>Somebody whose eighteenth birthday has come counts as an adult from then on, and Matching is told.</summary>
internal sealed partial class ComeOfAge(IServiceScopeFactory scopes, TimeProvider time, ILogger<ComeOfAge> log) : BackgroundService
{
    const int PerSave = 200;

    static readonly TimeSpan Every = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var hourly = new PeriodicTimer(Every, time);
        while (await hourly.WaitForNextTickAsync(stoppingToken))
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                var db = scope.ServiceProvider.GetRequiredService<ProfileDb>();
                while (await Races.RetryAsync(db, () => SomeAsync(db, time.GetUtcNow(), stoppingToken), stoppingToken) > 0)
                    db.ChangeTracker.Clear();
            }
            // A database that is away is back within the hour or the office has noticed.
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                Missed(failure);
            }
    }

    static async Task<int> SomeAsync(ProfileDb db, DateTimeOffset now, CancellationToken ct)
    {
        // "adult" and "unknown" sort behind every date.
        var today = MinorUntil.Birthday(Person.Today(now)).ToString();
#pragma warning disable CA1309 // The database compares, and EF Core knows no ordinal comparison.
        var grown = await db.People.Include(p => p.Student).Include(p => p.Mentor)
            .Where(p => string.Compare(p.MinorUntilText, today) <= 0).OrderBy(p => p.Id).Take(PerSave).ToListAsync(ct);
#pragma warning restore CA1309
        foreach (var person in grown)
        {
            person.SetMinorUntil(MinorUntil.Adult);
            person.Changed(db, now);
        }
        await db.SaveChangesAsync(ct);
        return grown.Count;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Birthdays could not be looked at; trying again in an hour")]
    partial void Missed(Exception failure);
}
