using System.Security.Claims;
using Mentorship.Ledger;
using Mentorship.Matching.Board;
using Mentorship.Matching.Engine;
using Mentorship.Matching.Pool;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Matching.Reports;

/// <summary>A student's line of the list that the office takes out.</summary>
sealed record ReportRow(Guid StudentId, string Stage, StudentState State, Guid? MentorId, Band? Band, int? Choice, string? ReasonCode, DateTimeOffset JoinedAt);

/// <summary>A POST, since who took the list out is written down.</summary>
static class TakeReport
{
    public static void Map(RouteGroupBuilder api) => api.MapPost("cohorts/{id:guid}/report", Handle)
        .RetryRaces<MatchingDb>()
        .WithSummary("Where every student of a cohort stands, as a list to take out; goes into the ledger.");

    static async Task<Results<Ok<ReportRow[]>, NotFound>> Handle(
        Guid id, ClaimsPrincipal user, MatchingDb db, Pools pools, LedgerOf<MatchingDb> ledger, TimeProvider time, CancellationToken ct)
    {
        if (!await db.CohortsOf(user).AnyAsync(c => c.Id == id, ct))
            return TypedResults.NotFound();
        var pool = await pools.OpenAsync(id, ct);
        var standing = await Standing.LoadAsync(db, id, ct);
        var open = (await db.Pairs.AsNoTracking().Where(p => p.CohortId == id && p.MentorPlace != null).Select(p => new { p.Id, p.Score, p.Choice }).ToListAsync(ct)).ToDictionary(p => p.Id);
        var drafted = standing.Done is { Published: false } done
            ? await db.RunPairs.AsNoTracking().Where(p => p.RunId == done.Id).Select(p => new { p.StudentId, p.Score, p.Choice }).ToDictionaryAsync(p => p.StudentId, ct) : [];
        ReportRow[] rows = [.. pool.Students.Values.OrderBy(s => s.JoinedAt).ThenBy(s => s.Id).Select(s =>
        {
            var pair = standing.Pairs.GetValueOrDefault(s.Id);
            var row = new ReportRow(s.Id.Value, s.Profile.Stage, standing.Of(s.Id), pair?.MentorId.Value, null, null, null, s.JoinedAt);
            if (pair is not null)
                return row with { Band = Scoring.BandOf(open[pair.Id].Score), Choice = open[pair.Id].Choice };
            if (row.State == StudentState.InDraft)
                return row with { MentorId = standing.InDraft[s.Id].MentorId.Value, Band = Scoring.BandOf(drafted[s.Id].Score), Choice = drafted[s.Id].Choice };
            return row with { MentorId = standing.Pins.GetValueOrDefault(s.Id)?.MentorId?.Value, ReasonCode = row.State == StudentState.Unmatched ? standing.Unmatched[s.Id].Code : null };
        })];
        await ledger.RecordAsync(new Act("report.taken", user.PersonId(), time.GetUtcNow()) { Cohort = id, Details = new { people = rows.Length } }, ct);
        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(rows);
    }
}
