using Mentorship.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.People;

/// <summary>On a visiting student's first day, and after their last, Matching is told.</summary>
internal sealed class ComeAndGo(IServiceScopeFactory scopes, TimeProvider time, ILogger<ComeAndGo> log) : HourlyWork(scopes, time, log)
{
    protected override Task WorkAsync(ProfileDb db, DateTimeOffset now, CancellationToken ct) => Races.RetryAsync(db, () => LookAsync(db, now, ct), ct);

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
}
