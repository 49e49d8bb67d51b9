using System.Security.Claims;
using Mentorship.Matching.Runs;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Matching.Overrides;

/// <summary>An override of a draft with the price that it had. Undone: a later one took it back. A swap has two, with the same run.</summary>
sealed record OverrideView(
    Guid Id, OverrideKind Kind, Guid? StudentId, Guid? MentorId, int? Places, MoveMode Mode, bool Bend, string Reason, string? Text, Guid By, DateTimeOffset At,
    Guid NewRunId, int Number, double MeanBefore, double MeanAfter, int Matched, int Moved, bool Undone, bool Undoes);

static class ListOverrides
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("runs/{id:guid}/overrides", Handle)
        .WithSummary("What was decided by hand between the last full run and this draft, the newest first.");

    static async Task<Results<Ok<OverrideView[]>, NotFound>> Handle(Guid id, ClaimsPrincipal user, MatchingDb db, DataKeys<MatchingDb> keys, CancellationToken ct)
    {
        if (await db.RunsOf(user).Where(r => r.Id == id).Select(r => new { r.CohortId, r.Number }).SingleOrDefaultAsync(ct) is not { } run)
            return TypedResults.NotFound();
        var filled = await db.Runs.Newest(run.CohortId).Where(r => r.Number <= run.Number && r.Origin == RunOrigin.Fill && r.State == RunState.Done).Select(r => r.Number).FirstOrDefaultAsync(ct);
        var numbers = await db.Runs.Where(r => r.CohortId == run.CohortId && r.Number > filled && r.Number <= run.Number && r.OverrideId != null)
            .Select(r => new { r.Id, r.Number }).ToDictionaryAsync(r => r.Id, r => r.Number, ct);
        var runs = numbers.Keys.ToList();
        var made = await db.Overrides.AsNoTracking().Where(o => runs.Contains(o.NewRunId)).ToListAsync(ct);
        var undone = made.Select(o => o.Undoes).OfType<Guid>().ToHashSet();
        var opening = await keys.ForAsync([.. made.Where(o => o.Text is not null).Select(Whose).Distinct()], ct);
        return TypedResults.Ok(made.OrderByDescending(o => numbers[o.NewRunId]).ThenBy(o => o.Id).Select(o => new OverrideView(
            o.Id, o.Kind, o.StudentId?.Value, o.MentorId?.Value, o.Places, o.Mode, o.Bend, o.Reason,
            o.Text is { } text && opening.TryGetValue(Whose(o), out var key) ? key.Open("overrides", "text", text) : null, o.By, o.At,
            o.NewRunId, numbers[o.NewRunId], o.MeanBefore, o.MeanAfter, o.Matched, o.Moved, undone.Contains(o.Id), o.Undoes is not null)).ToArray());
    }

    static Guid Whose(Override o) => o.StudentId?.Value ?? o.MentorId!.Value.Value;
}
