using System.Security.Claims;
using Mentorship.Profile.Applications;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Readings;

/// <param name="Open">Applications that nobody has decided yet.</param>
/// <param name="ToShare">Of these, how many are with fewer than two readers.</param>
/// <param name="Read">Of these, how many both of their readers have read.</param>
internal sealed record ReadersView(int Open, int ToShare, int Read, ReaderView[] Readers);

/// <param name="Blind">False for somebody who has come to run the programme or to apply to it: nothing is shared out to them.</param>
/// <param name="Asked">How many applications of this cohort they were asked to read.</param>
/// <param name="Given">How many of these they have read.</param>
internal sealed record ReaderView(Guid Id, string Name, string Email, bool Blind, int Asked, int Given);

internal static class ListReaders
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("cohorts/{id:guid}/readers", Handle)
        .WithSummary("Who reads a cohort's applications, and how far they are; no score");

    static async Task<Results<Ok<ReadersView>, NotFound>> Handle(Guid id, ClaimsPrincipal user, ProfileDb db, CancellationToken ct)
    {
        if (await db.CohortsRunBy(user).AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, ct) is not { } cohort)
            return TypedResults.NotFound();
        var blind = db.BlindReaders();
        var readers = await (from r in db.Readers
                             join p in db.People on r.PersonId equals p.Id
                             where r.ProgrammeId == cohort.ProgrammeId
                             orderby p.Name, p.Id
                             select new ReaderView(p.Id, p.Name, p.Email, blind.Any(b => b.ProgrammeId == r.ProgrammeId && b.PersonId == r.PersonId),
                                 db.Readings.Count(x => x.ReaderId == p.Id && x.Application.CohortId == id),
                                 db.Readings.Count(x => x.ReaderId == p.Id && x.Application.CohortId == id && x.GivenAt != null))).ToArrayAsync(ct);
        var open = db.Applications.Where(a => a.CohortId == id && a.State == Application.Applied);
        return TypedResults.Ok(new ReadersView(
            await open.CountAsync(ct),
            await open.CountAsync(a => a.Readings.Count(r => r.Place <= Reading.Pair) < Reading.Pair, ct),
            await open.CountAsync(a => a.Readings.Count(r => r.Place <= Reading.Pair && r.GivenAt != null) == Reading.Pair, ct),
            readers));
    }
}
