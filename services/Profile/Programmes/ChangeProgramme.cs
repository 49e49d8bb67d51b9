using System.Security.Claims;
using Mentorship.Ledger;
using Mentorship.Profile.People;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Programmes;

internal sealed record ChangeProgrammeRequest(string? Description, string? Eligibility, string[]? Stages, bool IsPublic, int Version);

internal static class ChangeProgramme
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPut("programmes/{id:guid}", Handle)
        .WithSummary("Changes what a programme says of itself, and whether everybody may see its page").OnlyForPeople().RetryRaces<ProfileDb>();

    static async Task<Results<Ok<ProgrammeDetail>, NotFound, ValidationProblem, ProblemHttpResult>> Handle(
        Guid id, ChangeProgrammeRequest request, ClaimsPrincipal user, ProfileDb db, LedgerOf<ProfileDb> ledger, TimeProvider time, CancellationToken ct)
    {
        if (await db.ProgrammesRunBy(user).SingleOrDefaultAsync(p => p.Id == id, ct) is not { } programme)
            return TypedResults.NotFound();

        var read = new FormReader(lenient: false);
        var description = read.Text("description", request.Description ?? "", OpenProgramme.LongestDescription);
        var eligibility = read.Text("eligibility", request.Eligibility ?? "", OpenProgramme.LongestDescription);
        var stages = read.StageList("stages", request.Stages ?? []);
        if (description.Length == 0 && request.IsPublic)
            read.Bad("description", "", "Say what the programme is before everybody sees its page.");
        if (stages.Length == 0)
            read.Bad("stages", "", "Mark at least one stage that may apply.");
        if (!read.Ok)
            return read.Problem();
        if (request.Version != programme.Version)
            return ChangeStudent.ChangedMeanwhile.Problem();

        if (programme.Describe(description, eligibility, stages, request.IsPublic))
        {
            await ledger.RecordAsync(new Act("programme.changed", user.PersonId(), time.GetUtcNow()) { Programme = id, Details = new { programme.IsPublic, programme.Version } }, ct);
            await db.SaveChangesAsync(ct);
        }
        return TypedResults.Ok(ProgrammeDetail.Of(programme));
    }
}
