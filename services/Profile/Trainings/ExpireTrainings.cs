using Mentorship.Profile.People;
using Mentorship.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Trainings;

/// <summary>A completion that has run out counts no more from that day on, and Matching is told.</summary>
internal sealed partial class ExpireTrainings(IServiceScopeFactory scopes, TimeProvider time, ILogger<ExpireTrainings> log) : BackgroundService
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
        var today = Person.Today(now);
        var over = await db.Completions.Where(c => !c.Lapsed && c.ExpiresOn < today).OrderBy(c => c.PersonId).ThenBy(c => c.TrainingId).Take(PerSave).ToListAsync(ct);
        var ids = over.Select(c => c.PersonId).Distinct().ToList();
        foreach (var completion in over)
            completion.Lapse();
        foreach (var person in await db.People.Include(p => p.Student).Include(p => p.Mentor).Where(p => ids.Contains(p.Id)).ToListAsync(ct))
            person.Changed(db, now);
        await db.SaveChangesAsync(ct);
        return over.Count;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Trainings that run out could not be looked at; trying again in an hour")]
    partial void Missed(Exception failure);
}
