using System.Security.Claims;
using Mentorship.Ledger;
using Mentorship.Profile.People;
using Mentorship.ServiceDefaults;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Clearances;

internal sealed record ClearanceRequest(DateOnly? ClearedOn, DateOnly? ExpiresOn, string? Note)
{
    const int LongestNote = 500;
    const int MostYears = 5;

    public (DateOnly On, DateOnly Until, string Note)? Read(FormReader read, DateTimeOffset now)
    {
        var today = Person.Today(now);
        if (ClearedOn is not { } on)
            read.Bad("clearedOn", "", "Write the day on which it was given.");
        // A day ahead of UTC it may be tomorrow already.
        else if (on > DateOnly.FromDateTime(now.UtcDateTime.AddHours(14)))
            read.Bad("clearedOn", $"{on:yyyy-MM-dd}", "This day is still to come. Write the day on which it was given.");
        if (ExpiresOn is not { } until)
            read.Bad("expiresOn", "", "Write the last day on which it counts.");
        else if (until < today)
            read.Bad("expiresOn", $"{until:yyyy-MM-dd}", "This day is over, so it would not count. Write a later one.");
        else if (until > today.AddYears(MostYears))
            read.Bad("expiresOn", $"{until:yyyy-MM-dd}", $"Write a day within {MostYears} years; a clearance is renewed from time to time.");
        var note = read.Line("note", Note ?? "", LongestNote);
        return read.Ok ? (ClearedOn!.Value, ExpiresOn!.Value, note) : null;
    }
}

internal static class RecordClearance
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPut("cohorts/{id:guid}/mentors/{mentorId:guid}/clearance", Handle)
        .WithSummary("Writes down that the programme has cleared a mentor for work with minors, and until when").OnlyForPeople().RetryRaces<ProfileDb>();

    static async Task<Results<NoContent, NotFound, ValidationProblem>> Handle(
        Guid id, Guid mentorId, ClearanceRequest request, ClaimsPrincipal user,
        ProfileDb db, DataKeys<ProfileDb> keys, LedgerOf<ProfileDb> ledger, TimeProvider time, CancellationToken ct)
    {
        if (await db.CohortWithAsync(user, id, mentorId, Membership.Mentor, ct) is not { } cohort)
            return TypedResults.NotFound();
        var (now, read) = (time.GetUtcNow(), new FormReader(lenient: false));
        if (request.Read(read, now) is not var (on, until, note))
            return read.Problem();
        if (await db.Clearances.FindAsync([cohort.ProgrammeId, mentorId], ct) is not { } clearance)
            db.Add(clearance = Clearance.Of(cohort.ProgrammeId, mentorId));
        clearance.Record(on, until, note, await keys.ForAsync(mentorId, ct), user.PersonId(), now);
        await db.TellOfAsync(p => p.Id == mentorId, now, ct);
        await ledger.RecordAsync(new Act("clearance.recorded", user.PersonId(), now)
        {
            Subject = mentorId,
            Cohort = id,
            Programme = cohort.ProgrammeId,
            Details = new { clearedOn = on, expiresOn = until },
        }, ct);
        await db.SaveChangesAsync(ct);
        return TypedResults.NoContent();
    }
}
