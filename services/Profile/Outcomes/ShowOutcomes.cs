using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Outcomes;

/// <param name="Years">Those that are closed, the newest first.</param>
/// <param name="Year">The one that is shown; null before the first is closed.</param>
internal sealed record OutcomesView(int[] Years, int? Year, DateTimeOffset? MadeAt, int Publications, int Students, DivisionView[] Figures);

internal static class ShowOutcomes
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("outcomes", Handle)
        .WithSummary("Outcome figures by group, one set a year and made when it is over; without a year the newest").OnlyForReviewers();

    static async Task<Results<Ok<OutcomesView>, NotFound>> Handle(int? year, ProfileDb db, CancellationToken ct)
    {
        var closed = await db.ClosedYears.AsNoTracking().OrderByDescending(y => y.Year).ToListAsync(ct);
        int[] years = [.. closed.Select(y => y.Year)];
        if (closed.Find(y => year is null || y.Year == year) is not { } shown)
            return year is null ? TypedResults.Ok(new OutcomesView(years, null, null, 0, 0, [])) : TypedResults.NotFound();
        var figures = await db.FrozenFigures.AsNoTracking().Where(f => f.Year == shown.Year && f.ProgrammeId == FrozenFigure.Everybody).ToListAsync(ct);
        return TypedResults.Ok(new OutcomesView(years, shown.Year, shown.ClosedAt, shown.Publications, shown.Students, DivisionView.Of(figures)));
    }
}
