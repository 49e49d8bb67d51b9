using System.Security.Claims;
using Mentorship.Matching.Engine;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Matching.Runs;

/// <summary>Two drafts of a cohort side by side: what each comes to, and whom the second serves better or worse.</summary>
sealed record ComparisonView(DraftFigures From, DraftFigures To, Turns Turns, PageOf<TurnView> Changes);

sealed record TurnView(Guid StudentId, Turn Turn, Guid? FromMentorId, Guid? ToMentorId, Band? FromBand, Band? ToBand, int? FromChoice, int? ToChoice);

static class CompareRuns
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("runs/{id:guid}/against/{otherId:guid}", Handle)
        .WithSummary("Compares a draft with another one of its cohort: figures, who gains, who loses. turn: gains, loses or moves alone.");

    static async Task<Results<Ok<ComparisonView>, NotFound, ValidationProblem>> Handle(
        Guid id, Guid otherId, string? turn, int? page, int? size, ClaimsPrincipal user, MatchingDb db, CancellationToken ct)
    {
        var runs = await db.RunsOf(user).Where(r => (r.Id == id || r.Id == otherId) && r.State == RunState.Done).Select(r => new { r.Id, r.CohortId, r.Ranked }).ToListAsync(ct);
        if (runs.Find(r => r.Id == id) is not { } to || runs.Find(r => r.Id == otherId) is not { } from || from.CohortId != to.CohortId)
            return TypedResults.NotFound();
        Turn? only = null;
        if (!string.IsNullOrEmpty(turn))
        {
            if (!Enum.TryParse<Turn>(turn, ignoreCase: true, out var known) || !Enum.IsDefined(known))
                return Invalid.Field("turn", "Somebody gains, loses or moves, or it stays the same.");
            only = known;
        }
        var (before, after) = (await db.EarlierAsync(from.Id, ct), await db.EarlierAsync(to.Id, ct));
        var unmatched = await db.RunUnmatched.Where(u => u.RunId == from.Id || u.RunId == to.Id).Select(u => new { u.RunId, u.StudentId }).ToListAsync(ct);
        var students = before.Keys.Union(after.Keys).Union(unmatched.Select(u => u.StudentId)).ToList();
        var changes = students.Select(s => (Student: s, Turn: Turns.Of(before.GetValueOrDefault(s), after.GetValueOrDefault(s))))
            .Where(c => only is null ? c.Turn != Turn.Same : c.Turn == only)
            .OrderBy(c => c.Turn switch { Turn.Loses => 0, Turn.Gains => 1, Turn.Moves => 2, _ => 3 }).ThenBy(c => c.Student).ToList();
        return TypedResults.Ok(new ComparisonView(
            DraftFigures.Of(before.Count + unmatched.Count(u => u.RunId == from.Id), from.Ranked, before.Values), DraftFigures.Of(after.Count + unmatched.Count(u => u.RunId == to.Id), to.Ranked, after.Values),
            Turns.Of(before, after, students),
            new PageOf<TurnView>(changes.Count, [.. Page.Of(page, size).Cut(changes).Select(c =>
            {
                var (was, now) = (before.GetValueOrDefault(c.Student), after.GetValueOrDefault(c.Student));
                return new TurnView(c.Student.Value, c.Turn, was?.MentorId.Value, now?.MentorId.Value, was?.Band, now?.Band, was?.Choice, now?.Choice);
            })])));
    }
}
