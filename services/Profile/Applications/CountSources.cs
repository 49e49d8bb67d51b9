using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Applications;

/// <param name="Name">What the coordinator called the place of a tagged link.</param>
internal sealed record SourceView(string Source, string? Tag, string? Name, int Applications, int Admitted);

internal static class CountSources
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("programmes/{id:guid}/sources", Handle)
        .WithSummary("How many came by which way, confirmed applications only; of all the programme's cohorts or of one");

    static async Task<Results<Ok<SourceView[]>, NotFound>> Handle(Guid id, ClaimsPrincipal user, ProfileDb db, CancellationToken ct, Guid? cohort = null)
    {
        if (!await db.ProgrammesRunBy(user).AnyAsync(p => p.Id == id, ct))
            return TypedResults.NotFound();
        var counts = await db.Applications.Where(a => a.Cohort.ProgrammeId == id && a.PersonId != null && (cohort == null || a.CohortId == cohort))
            .GroupBy(a => new { a.Source, a.Tag })
            .Select(g => new { g.Key.Source, g.Key.Tag, All = g.Count(), Admitted = g.Count(a => a.State == Application.Admitted) }).ToListAsync(ct);
        var tags = await db.SourceTags.AsNoTracking().Where(t => t.ProgrammeId == id).OrderBy(t => t.MadeAt).ToListAsync(ct);
        SourceView Of(string source, string? tag, string? name) => counts.Find(c => c.Source == source && c.Tag == tag) is { } found
            ? new SourceView(source, tag, name, found.All, found.Admitted)
            : new SourceView(source, tag, name, 0, 0);
        return TypedResults.Ok<SourceView[]>(
        [
            Of(Sources.Link, null, null), .. tags.Select(t => Of(Sources.Tagged, t.Tag, t.Name)), Of(Sources.Nomination, null, null), Of(Sources.Referral, null, null),
        ]);
    }
}
