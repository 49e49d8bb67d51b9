using System.Security.Claims;
using System.Text.Json;
using Mentorship.Profile.Background;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Outcomes;

/// <param name="Publications">What went out and is counted, the newest first.</param>
/// <param name="Years">Figures by background of the cohort's programme, as far as its office may see them: one set a year, the newest first.</param>
internal sealed record CohortOutcomesView(PublicationView[] Publications, ProgrammeYearView[] Years);

internal sealed record PublicationView(Guid Id, Guid RunId, DateTimeOffset OutAt, Measures Measures);

internal sealed record ProgrammeYearView(int Year, DivisionView[] Figures);

internal static class ShowCohortOutcomes
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("cohorts/{id:guid}/outcomes", Handle)
        .WithSummary("What the cohort's publications did, as it was counted when they went out; by background only what no law protects and the school lets be used in matching, when a year is over");

    static async Task<Results<Ok<CohortOutcomesView>, NotFound>> Handle(Guid id, ClaimsPrincipal user, ProfileDb db, CancellationToken ct)
    {
        if (await db.CohortsRunBy(user).AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, ct) is not { } cohort)
            return TypedResults.NotFound();
        var rounds = await db.PublishedRounds.AsNoTracking().Where(p => p.CohortId == id && p.FrozenAt != null).OrderByDescending(p => p.OutAt).ToListAsync(ct);
        var use = await db.UseInForceAsync(ct);
        string[] open = [.. Division.All.Where(d => d.IsUnprotected && use.Of(d.Code) >= Use.Matching).Select(d => d.Code)];
        var figures = await db.FrozenFigures.AsNoTracking().Where(f => f.ProgrammeId == cohort.ProgrammeId && open.Contains(f.Division)).ToListAsync(ct);
        return TypedResults.Ok(new CohortOutcomesView(
            [.. rounds.Select(p => new PublicationView(p.Id, p.RunId, p.OutAt!.Value, JsonSerializer.Deserialize<Measures>(p.Measures!, Json.Options)!))],
            [.. figures.GroupBy(f => f.Year).OrderByDescending(g => g.Key).Select(g => new ProgrammeYearView(g.Key, DivisionView.Of(g)))]));
    }
}
