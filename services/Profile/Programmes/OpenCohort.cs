using System.Security.Claims;
using Mentorship.Contracts;
using Mentorship.Ledger;
using Mentorship.Messaging;
using Mentorship.Profile.People;
using Mentorship.Profile.Retention;
using Mentorship.Profile.Vocabulary;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Programmes;

internal sealed record OpenCohortRequest(string? Name, string? Kind, string? TimeZone, DateOnly? OpensOn, DateOnly? EndsOn);

internal static class OpenCohort
{
    internal static readonly Refusal NameTaken = new("NameTaken", "This programme already has a cohort of this name. Choose another name.");

    public static void Map(IEndpointRouteBuilder api) => api.MapPost("programmes/{id:guid}/cohorts", Handle)
        .WithSummary("Opens a cohort of a programme, batch or rolling").OnlyForPeople().RetryRaces<ProfileDb>();

    static async Task<Results<Created<CohortView>, NotFound, ValidationProblem, ProblemHttpResult>> Handle(
        Guid id, OpenCohortRequest request, ClaimsPrincipal user, ProfileDb db, LedgerOf<ProfileDb> ledger, TimeProvider time, CancellationToken ct)
    {
        if (await db.ProgrammesRunBy(user).SingleOrDefaultAsync(p => p.Id == id, ct) is not { } programme)
            return TypedResults.NotFound();

        var read = new FormReader(lenient: false);
        var name = read.Line("name", request.Name ?? "", OpenProgramme.LongestName);
        var zone = read.Zone("timeZone", request.TimeZone ?? "");
        if (name.Length == 0)
            read.Bad("name", "", "Write a name, for example the year.");
        if (request.Kind is not (Cohort.Batch or Cohort.Rolling))
            read.Bad("kind", request.Kind ?? "", "Write “batch” or “rolling”.");
        var now = time.GetUtcNow();
        var opensOn = request.OpensOn ?? (zone is null ? default : DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, TimeZoneInfo.FindSystemTimeZoneById(zone)).DateTime));
        SetEnd.Check(read, opensOn, request.EndsOn);
        if (!read.Ok)
            return read.Problem();

        var cohort = Cohort.Open(id, name, request.Kind!, zone!, opensOn, request.EndsOn, now);
        if (await db.Cohorts.AnyAsync(c => c.ProgrammeId == id && c.NameKey == cohort.NameKey, ct))
            return NameTaken.Problem();
        db.Add(cohort);
        db.Announce(new CohortOpened { CohortId = cohort.Id, ProgrammeId = id, Kind = cohort.Kind, Version = cohort.Version, OpenedAt = now }, now);
        await ledger.RecordAsync(new Act("cohort.opened", user.PersonId(), now) { Cohort = cohort.Id, Programme = id, Details = new { kind = cohort.Kind } }, ct);
        await db.SaveChangesAsync(ct);
        return TypedResults.Created($"/api/profile/cohorts/{cohort.Id}",
            new CohortView(cohort.Id, id, programme.Name, name, cohort.Kind, cohort.TimeZone, opensOn, 0, 0, 0));
    }
}
