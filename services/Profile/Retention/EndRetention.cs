using Mentorship.Contracts;
using Mentorship.Messaging;
using Mentorship.Profile.Erasures;
using Mentorship.Profile.People;
using Mentorship.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Retention;

/// <summary>
/// Tells people thirty days ahead that what is known of them will be erased, and asks for the erasure on that day, as long as
/// nothing has changed by then. Whoever is asked for already, or held, is left alone; <see cref="EraseDue"/> does the rest.
/// </summary>
internal sealed class EndRetention(IServiceScopeFactory scopes, TimeProvider time, ILogger<EndRetention> log) : HourlyWork(scopes, time, log)
{
    const int PerSave = 200;

    protected override async Task WorkAsync(ProfileDb db, DateTimeOffset now, CancellationToken ct)
    {
        var today = Person.Today(now);
        var left = await db.PeopleWhoLeft(today).ToListAsync(ct);
        var told = await db.Farewells.Where(f => f.DueOn != null).Select(f => f.PersonId).ToListAsync(ct);
        foreach (var some in left.Union(told).Chunk(PerSave))
        {
            await Races.RetryAsync(db, () => SomeAsync(db, some, today, now, ct), ct);
            db.ChangeTracker.Clear();
        }
    }

    static async Task<int> SomeAsync(ProfileDb db, Guid[] people, DateOnly today, DateTimeOffset now, CancellationToken ct)
    {
        var days = await db.LastDaysOfAsync(people, today, ct);
        var farewells = await db.Farewells.Where(f => people.Contains(f.PersonId)).ToDictionaryAsync(f => f.PersonId, ct);
        var asked = await db.Erasures.Where(e => people.Contains(e.PersonId)).Select(e => e.PersonId).ToHashSetAsync(ct);
        foreach (var person in people.Where(p => !asked.Contains(p)))
            Look(db, person, days.TryGetValue(person, out var day) ? day : null, farewells.GetValueOrDefault(person), today, now);
        return await db.SaveChangesAsync(ct);
    }

    static void Look(ProfileDb db, Guid person, DateOnly? day, Farewell? farewell, DateOnly today, DateTimeOffset now)
    {
        var ahead = today.AddDays(Farewell.DaysAhead);
        if (farewell?.DueOn is { } due)
        {
            if (day is null || day > due)
                farewell.Drop();
            else if (due <= today)
                db.Add(Erasure.ByRuleOf(person, now));
        }
        else if (day <= ahead)
        {
            farewell ??= db.Add(Farewell.Of(person)).Entity;
            farewell.Tell(ahead, now);
            db.Announce(new ErasureForeseen { PersonId = person, Day = $"{ahead:yyyy-MM-dd}", Version = farewell.Version, ForeseenAt = now }, now);
        }
    }
}
