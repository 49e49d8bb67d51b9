using System.Security.Claims;
using Mentorship.Ledger;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Programmes;

internal sealed record OpenProgrammeRequest(string? Name, string? Description);
internal sealed record ProgrammeView(Guid Id, string Name, string Description, CohortBrief[] Cohorts);
internal sealed record CohortBrief(Guid Id, string Name, string Kind, DateOnly OpensOn);

internal static class OpenProgramme
{
    internal const int LongestName = 120;
    internal const int LongestDescription = 2000;

    static readonly Refusal NameTaken = new("NameTaken", "A programme of this name is already there. Choose another name.");

    public static void Map(IEndpointRouteBuilder api) => api.MapPost("programmes", Handle)
        .WithSummary("Opens a programme").OnlyForAdministrators().RetryRaces<ProfileDb>();

    static async Task<Results<Created<ProgrammeView>, ValidationProblem, ProblemHttpResult>> Handle(
        OpenProgrammeRequest request, ClaimsPrincipal user, ProfileDb db, LedgerOf<ProfileDb> ledger, TimeProvider time, CancellationToken ct)
    {
        var name = People.PersonName.Clean(request.Name ?? "");
        var description = (request.Description ?? "").Trim();
        if (name.Length is 0 or > LongestName)
            return Invalid.Field("name", $"Write a name of at most {LongestName} characters.");
        if (description.Length > LongestDescription)
            return Invalid.Field("description", $"Write at most {LongestDescription} characters.");

        var now = time.GetUtcNow();
        var slug = Slug.Free(name, "programme", await db.Programmes.Select(p => p.Slug).ToListAsync(ct));
        var programme = Programme.Open(name, slug, description, now);
        if (await db.Programmes.AnyAsync(p => p.NameKey == programme.NameKey, ct))
            return NameTaken.Problem();
        db.Add(programme);
        await ledger.RecordAsync(new Act("programme.opened", user.PersonId(), now) { Programme = programme.Id }, ct);
        await db.SaveChangesAsync(ct);
        return TypedResults.Created($"/api/profile/programmes/{programme.Id}", new ProgrammeView(programme.Id, name, description, []));
    }
}
