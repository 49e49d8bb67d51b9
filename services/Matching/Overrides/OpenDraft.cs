using System.Security.Cryptography;
using Mentorship.Matching.Engine;
using Mentorship.Matching.Policies;
using Mentorship.Matching.Pool;
using Mentorship.Matching.Runs;
using Mentorship.ServiceDefaults;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Matching.Overrides;

/// <summary>
/// A draft opened to be changed by hand: what its solver saw, its pairs, and beside them the places and the decisions
/// by hand of this moment. A change is solved from there, so its price is the difference between two real drafts.
/// </summary>
sealed class OpenDraft
{
    static readonly Refusal NotLatest = new("NotLatest", "A newer draft was made, or is being made. Open the newest one and decide there.");
    static readonly Refusal Published = new("Published", "This draft is published. Withdraw the offer, or take the publication back, to decide anew.");
    static readonly Refusal CohortChanged = new("CohortChanged", "Somebody of this draft has an offer by now, or has left the cohort. Make a new draft, then decide.");
    static readonly Refusal CapacityFull = new("CapacityFull", "Every place with this mentor is held by an offer, a mentorship or another pair by hand. Choose another mentor, or free a place first.");

    readonly Dictionary<Guid, int> _students;
    readonly Dictionary<Guid, int> _mentors;
    readonly StandingSolution _standing;
    readonly ulong _fingerprint;

    OpenDraft(RunLine run, SolverInput input, Dictionary<StudentId, RunPair> pairs)
    {
        (Run, Input, Pairs) = (run, input, pairs);
        _students = Positions(input.Students);
        _mentors = Positions(input.Mentors);
        var solution = MentorPrices.Unpack(run.Prices!).Of(input.ToInstance(), run.Objective, [.. input.Students.Select(s =>
            pairs.TryGetValue(new StudentId(s), out var pair) ? _mentors[pair.MentorId.Value] : ByHand.Nobody)]);
        _standing = new StandingSolution(solution.Instance, solution.Solution);
        _fingerprint = solution.Solution.Fingerprint;

        static Dictionary<Guid, int> Positions(Guid[] ids) => ids.Select((id, at) => (id, at)).ToDictionary(p => p.id, p => p.at);
    }

    public sealed record RunLine(
        Guid Id, Guid CohortId, int Number, RunState State, RunOrigin Origin, Guid? BaseRunId, Guid? MoveId, bool Published,
        int PolicyVersion, Objective Objective, long Seed, byte[]? Input, byte[]? Prices);

    public RunLine Run { get; }
    public SolverInput Input { get; }
    public Dictionary<StudentId, RunPair> Pairs { get; }
    public required CohortPool Pool { get; init; }
    public required Policy Policy { get; init; }

    /// <summary>Places by position as they are now; none with a mentor who left.</summary>
    public required int[] Places { get; init; }

    /// <summary>The decisions by hand that stand now.</summary>
    public required Pin[] Pins { get; init; }

    /// <summary>The cohort's newest run when this was opened. Whatever was made since has the number that a change would take.</summary>
    public required RunBefore Newest { get; init; }

    public Scoring Scoring => Pool.Scoring(Policy);

    /// <summary>Why this draft cannot be changed: only the newest of its cohort can. Beside it the run that a change would follow, read first.</summary>
    public static async Task<(Refusal? Refusal, RunBefore Newest)> RefusalAsync(MatchingDb db, RunLine run, CancellationToken ct)
    {
        var before = (await db.NewestRunAsync(run.CohortId, ct))!;
        if (run.Published)
            return (Published, before);
        var newest = await db.Runs.Newest(run.CohortId).Where(r => r.State != RunState.Cancelled && r.State != RunState.Failed).Select(r => r.Id).FirstOrDefaultAsync(ct);
        return (run.State != RunState.Done || newest != run.Id ? NotLatest : null, before);
    }

    public static Task<RunLine?> LineAsync(IQueryable<Run> runs, Guid id, CancellationToken ct) => runs.Where(r => r.Id == id).Select(r => new RunLine(
        r.Id, r.CohortId, r.Number, r.State, r.Origin, r.BaseRunId, r.MoveId, r.PublishedAt != null, r.PolicyVersion, r.Objective, r.Seed, r.Input, r.Prices)).SingleOrDefaultAsync(ct);

    public static async Task<(OpenDraft? Draft, Refusal? Refusal)> OpenAsync(MatchingDb db, Pools pools, RunLine run, RunBefore newest, CancellationToken ct)
    {
        var pool = await pools.OpenAsync(run.CohortId, ct);
        var policy = await db.Policies.AsNoTracking().SingleAsync(p => p.CohortId == run.CohortId && p.Version == run.PolicyVersion, ct);
        var round = await Round.CollectAsync(db, pool, policy, ct);
        var input = SolverInput.Unpack(run.Input!);
        var here = round.Students.Select(s => s.Id).ToHashSet();
        if (!input.Students.All(here.Contains))
            return (null, CohortChanged);
        var pairs = await db.RunPairs.AsNoTracking().Where(p => p.RunId == run.Id).ToDictionaryAsync(p => p.StudentId, ct);
        var places = round.Mentors.Select((m, j) => (m.Id, j)).ToDictionary(m => m.Id, m => round.Places[m.j]);
        var draft = new OpenDraft(run, input, pairs)
        {
            Pool = pool,
            Policy = policy,
            Places = [.. input.Mentors.Select(m => places.GetValueOrDefault(m))],
            // Who joined since is in the next full run, with what was decided for them.
            Pins = [.. round.Pins.Where(p => input.Students.Contains(p.StudentId.Value))],
            Newest = newest,
        };
        return draft.Pins.All(p => p.MentorId is not { } mentor || draft._mentors.ContainsKey(mentor.Value)) ? (draft, null) : (null, CohortChanged);
    }

    public bool Has(StudentId student) => _students.ContainsKey(student.Value);

    public bool Has(MentorId mentor) => _mentors.ContainsKey(mentor.Value);

    /// <summary>Gives one student this mentor, or none, and keeps every other decision by hand.</summary>
    public (Change? Change, Refusal? Refusal) With(StudentId student, MentorId? mentor, MoveMode mode) =>
        Solve([.. Pins.Where(p => p.StudentId != student).Select(Decision)], Decision(student, mentor), _students[student.Value],
            mode == MoveMode.Best ? MakeRoom.BestForAll : MakeRoom.FewestMoves);

    /// <summary>This draft again, with the decisions by hand of now, but for one student the former one.</summary>
    public (Change? Change, Refusal? Refusal) Again(StudentId student, bool pinned, MentorId? mentor) =>
        Solve([.. Pins.Where(p => p.StudentId != student).Select(Decision)], pinned ? Decision(student, mentor) : null, -1, MakeRoom.FewestMoves);

    (Change?, Refusal?) Solve(ByHand[] decided, ByHand? also, int subject, MakeRoom room)
    {
        try
        {
            var effect = _standing.Try(subject, Input.Edits(Places, decided, also), room);
            return (new Change(effect, Input with { Places = Places, Decided = also is null ? decided : [.. decided, also] }), null);
        }
        catch (InvalidInstanceException e) when (e.Code == nameof(CapacityFull))
        {
            return (null, CapacityFull);
        }
    }

    ByHand Decision(Pin pin) => Decision(pin.StudentId, pin.MentorId);

    ByHand Decision(StudentId student, MentorId? mentor)
    {
        var i = _students[student.Value];
        if (mentor is not { } to)
            return new ByHand(i, ByHand.Nobody, 0);
        var j = _mentors[to.Value];
        // What the draft knew counts; profiles may have changed since, and their time comes with the next full run.
        var known = Array.Find(Input.Decided, d => d.Student == i && d.Mentor == j)?.Score ?? Score(i, j);
        return new ByHand(i, j, known >= 0 ? known : Scoring.Score(Pool.Students[student].Profile, Pool.Mentors[to].Profile));
    }

    int Score(int student, int mentor)
    {
        var at = Array.BinarySearch(Input.Mentor, Input.Start[student], Input.Start[student + 1] - Input.Start[student], mentor);
        return at < 0 ? -1 : Input.Score[at];
    }

    /// <summary>Binds a price to the state it was worked out on: the same question over the same state has the same token.</summary>
    public string Token(Change change, StudentId student, MentorId? mentor, MoveMode mode)
    {
        using var state = new MemoryStream();
        using (var to = new BinaryWriter(state))
        {
            foreach (var id in (Guid[])[Run.Id, student.Value, mentor?.Value ?? Guid.Empty])
                to.Write(id.ToByteArray(bigEndian: true));
            to.Write((int)mode);
            foreach (var (i, j, score) in change.Input.Decided.OrderBy(d => d.Student))
            {
                to.Write(i);
                to.Write(j);
                to.Write(score);
            }
            to.Write(_fingerprint);
            to.Write(change.Effect.CostAfter);
            foreach (var moved in change.Effect.Others.Append(change.Effect.Subject))
            {
                to.Write(moved.Student);
                to.Write(moved.To);
            }
        }
        return Convert.ToHexStringLower(SHA256.HashData(state.ToArray()));
    }

    /// <summary>The change as the cohort's next run, done as soon as it is made.</summary>
    public async Task<Run> NextRunAsync(
        MatchingDb db, DataKeys<MatchingDb> keys, Change change, RunOrigin origin, RunLine latest, Guid moveId, Guid by, DateTimeOffset now, TimeSpan took, CancellationToken ct)
    {
        if (Verifier.Check(change.Effect.Instance, change.Effect.Solution) is [var fault, ..])
            throw new InvalidOperationException(fault);
        var run = new Run(Guid.CreateVersion7(now), Run.CohortId, Newest with { Seed = Run.Seed, Published = false }, Policy, origin, by, now);
        run.CameFrom(latest.Id, moveId);
        var before = await db.EarlierAsync(latest.Id, ct);
        var draft = RunDraft.Write(run.Id, Pool, Scoring, change.Input, change.Effect.Instance, change.Effect.Solution, before,
            await keys.ForAsync([.. Input.Students.Where(s => Pool.Students.ContainsKey(new StudentId(s)))], ct), took, Pairs);
        db.Add(run);
        db.AddRange(draft.Pairs);
        db.AddRange(draft.Unmatched);
        run.Finish(draft.Figures, change.Input.Pack(), now);
        (await db.Runs.SingleAsync(r => r.Id == latest.Id, ct)).Outdated();
        return run;
    }
}

/// <summary>What a change by hand does to a draft, and what its solver saw.</summary>
sealed record Change(Effect Effect, SolverInput Input);
