using Mentorship.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.People;

/// <summary>On a visiting student's first day, and after their last, Matching is told.</summary>
internal sealed partial class ComeAndGo(IServiceScopeFactory scopes, TimeProvider time, ILogger<ComeAndGo> log) : BackgroundService
{
    static readonly TimeSpan Every = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var hourly = new PeriodicTimer(Every, time);
        while (await hourly.WaitForNextTickAsync(stoppingToken))
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                var db = scope.ServiceProvider.GetRequiredService<ProfileDb>();
                await Races.RetryAsync(db, () => LookAsync(db, time.GetUtcNow(), stoppingToken), stoppingToken);
            }
            // A database that is away is back within the hour or the office has noticed.
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                Missed(failure);
            }
    }

    static async Task<int> LookAsync(ProfileDb db, DateTimeOffset now, CancellationToken ct)
    {
        // Wide enough for every zone; each cohort's own calendar decides.
        var (earliest, latest) = (DateOnly.FromDateTime(now.UtcDateTime.AddHours(-14)), DateOnly.FromDateTime(now.UtcDateTime.AddHours(14)));
        var due = await db.Memberships.Include(m => m.Cohort).Include(m => m.Person.Student).Include(m => m.Person.Mentor)
            .Where(m => m.IsHere ? m.FirstDay > earliest || m.LastDay < latest : (m.FirstDay == null || m.FirstDay <= latest) && (m.LastDay == null || m.LastDay >= earliest))
            .ToListAsync(ct);
        foreach (var membership in due)
            if (membership.Look(now))
                membership.Person.Changed(db, now);
        return await db.SaveChangesAsync(ct);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Visits could not be looked at; trying again in an hour")]
    partial void Missed(Exception failure);
}
