using System.Security.Claims;
using Mentorship.Contracts;
using Mentorship.Ledger;
using Mentorship.Messaging;
using Mentorship.Profile.People;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Programmes;

internal sealed record DuplicateCohortRequest(string? Name);

internal static class DuplicateCohort
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPost("cohorts/{id:guid}/duplicates", Handle)
        .WithSummary("Opens next year's cohort after this one: dates a year later, the same questions and places, nobody in it; Matching copies the policy")
        .OnlyForPeople().RetryRaces<ProfileDb>();

    static async Task<Results<Created<CohortView>, NotFound, ValidationProblem, ProblemHttpResult>> Handle(
        Guid id, DuplicateCohortRequest request, ClaimsPrincipal user, ProfileDb db, LedgerOf<ProfileDb> ledger, TimeProvider time, CancellationToken ct)
    {
        if (await db.CohortsRunBy(user).Include(c => c.Programme).SingleOrDefaultAsync(c => c.Id == id, ct) is not { } before)
            return TypedResults.NotFound();
        var read = new FormReader(lenient: false);
        var name = read.Line("name", request.Name ?? "", OpenProgramme.LongestName);
        if (name.Length == 0)
            read.Bad("name", "", "Write a name, for example the year.");
        if (!read.Ok)
            return read.Problem();

        var now = time.GetUtcNow();
        var next = before.NextYear(name, now);
        if (await db.Cohorts.AnyAsync(c => c.ProgrammeId == before.ProgrammeId && c.NameKey == next.NameKey, ct))
            return OpenCohort.NameTaken.Problem();
        db.Add(next);
        foreach (var question in await db.Questions.AsNoTracking().Where(q => q.CohortId == id).ToListAsync(ct))
            db.Add(question.Again(next.Id, now));
        db.Announce(new CohortOpened { CohortId = next.Id, ProgrammeId = next.ProgrammeId, Kind = next.Kind, Version = next.Version, OpenedAt = now, PolicyOf = id }, now);
        await ledger.RecordAsync(new Act("cohort.opened", user.PersonId(), now) { Cohort = next.Id, Programme = next.ProgrammeId, Details = new { kind = next.Kind, after = id } }, ct);
        await db.SaveChangesAsync(ct);
        return TypedResults.Created($"/api/profile/cohorts/{next.Id}",
            new CohortView(next.Id, next.ProgrammeId, before.Programme.Name, name, next.Kind, next.TimeZone, next.OpensOn, 0, 0, 0));
    }
}
