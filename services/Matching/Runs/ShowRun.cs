using System.Security.Claims;
using Mentorship.Matching.Engine;
using Mentorship.Matching.Overrides;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Matching.Runs;

sealed record RunView(
    Guid Id, Guid CohortId, int Number, RunState State, RunOrigin Origin, ProgressView Progress, int PolicyVersion, Objective Objective, long Seed,
    string? Certificate, string? FailureCode, int Matched, int Students, int Mentors, int PlacesLeft, BandCounts Bands, ChoicesObtained Choices,
    double? Mean, double? Worst, double? Seconds, DateTimeOffset CreatedAt, Guid By, int Pinned, bool Published,
    AgainstPrevious? AgainstPrevious)
{
    /// <summary>Who asked that it be published, where the policy wants two for that.</summary>
    public AskedToPublish? Asked { get; init; }

    /// <summary>How many mentors have a student in it.</summary>
    public int MentorsPaired { get; init; }

    /// <summary>An override led to this draft, so there is one to undo.</summary>
    public bool CanUndo { get; init; }
}

sealed record AskedToPublish(Guid By, DateTimeOffset At, int Minutes);

sealed record ProgressView(long Done, long Total, string Step);

sealed record BandCounts(int Strong, int Good, int Possible, int Stretch);

/// <summary>Ranked: how many students of the round named anyone.</summary>
sealed record ChoicesObtained(int First, int TopThree, int Ranked);

sealed record AgainstPrevious(int Same, int Moved, int New, int Lost);

static class ShowRun
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("runs/{id:guid}", Handle)
        .WithSummary("A run: how far it is, and once it is done what its draft comes to.");

    static async Task<Results<Ok<RunView>, NotFound>> Handle(Guid id, ClaimsPrincipal user, MatchingDb db, CancellationToken ct)
    {
        // The pages that show progress ask every second; what the solver saw stays in the database.
        var found = await db.RunsOf(user).Where(r => r.Id == id).Select(r => new RunView(
            r.Id, r.CohortId, r.Number, r.State, r.Origin, new ProgressView(r.StepDone, r.StepTotal, r.Step), r.PolicyVersion, r.Objective, r.Seed,
            r.Certificate, r.FailureCode, r.Matched, r.Students, r.Mentors, r.PlacesLeft,
            new BandCounts(r.BandStrong, r.BandGood, r.BandPossible, r.BandStretch), new ChoicesObtained(r.FirstChoice, r.TopThree, r.Ranked),
            r.State == RunState.Done ? r.Mean : null, r.State == RunState.Done ? r.Worst : null, r.State == RunState.Done ? r.Seconds : null,
            r.CreatedAt, r.CreatedBy, r.Pinned, r.PublishedAt != null, null)).SingleOrDefaultAsync(ct);
        if (found is null)
            return TypedResults.NotFound();
        if (found.State != RunState.Done)
            return TypedResults.Ok(found);
        var line = await db.Runs.Where(r => r.Id == id).Select(r => new { r.OverrideId, r.AskedBy, r.AskedAt, r.AskedMinutes }).SingleAsync(ct);
        return TypedResults.Ok(found with
        {
            Asked = line.AskedBy is { } by && !found.Published ? new AskedToPublish(by, line.AskedAt!.Value, line.AskedMinutes!.Value) : null,
            MentorsPaired = await db.RunPairs.Where(p => p.RunId == id).Select(p => p.MentorId).Distinct().CountAsync(ct),
            AgainstPrevious = await AgainstAsync(db, found, ct),
            CanUndo = !found.Published && await UndoOverride.LastAsync(db, found.Origin, line.OverrideId, ct) is not [],
        });
    }

    static async Task<AgainstPrevious?> AgainstAsync(MatchingDb db, RunView run, CancellationToken ct)
    {
        if (await db.PreviousDraftAsync(run.CohortId, run.Number, ct) is not { } previous)
            return null;
        var before = await db.RunPairs.Where(p => p.RunId == previous).Select(p => new { p.StudentId, p.MentorId }).ToDictionaryAsync(p => p.StudentId, p => p.MentorId, ct);
        var pairs = await db.RunPairs.Where(p => p.RunId == run.Id).Select(p => new { p.StudentId, p.MentorId }).ToListAsync(ct);
        var unmatched = await db.RunUnmatched.Where(u => u.RunId == run.Id).Select(u => u.StudentId).ToListAsync(ct);
        var same = pairs.Count(p => before.TryGetValue(p.StudentId, out var mentor) && mentor == p.MentorId);
        var moved = pairs.Count(p => before.ContainsKey(p.StudentId)) - same;
        return new AgainstPrevious(same, moved, pairs.Count - same - moved, unmatched.Count(before.ContainsKey));
    }

    /// <summary>The draft that stood before, unless it was published: who is in the round after that is there for another reason.</summary>
    public static async Task<Guid?> PreviousDraftAsync(this MatchingDb db, Guid cohortId, int number, CancellationToken ct)
    {
        var last = await db.Runs.Newest(cohortId).Where(r => r.Number < number && r.State == RunState.Done)
            .Select(r => new { r.Id, r.PublishedAt }).FirstOrDefaultAsync(ct);
        return last is { PublishedAt: null } ? last.Id : null;
    }
}
