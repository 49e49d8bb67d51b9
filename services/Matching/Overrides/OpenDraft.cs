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

    readonly StandingDraft _standing;

    OpenDraft(RunLine run, Round round, Policy policy, RunBefore newest, StandingDraft standing, Pin[] pins)
    {
        (Run, Round, Policy, Newest, _standing, Pins) = (run, round, policy, newest, standing, pins);
        if (!pins.All(p => p.MentorId is not { } mentor || Has(mentor)))
            return;
        var places = round.Mentors.Select((m, j) => (m.Id, j)).ToDictionary(m => m.Id, m => round.Places[m.j]);
        Now = Input with
        {
            Places = [.. Input.Mentors.Select(m => places.GetValueOrDefault(m))],
            Decided = [.. pins.Select(p => Decision(p.StudentId, p.MentorId))],
            Forbidden = Forbidden(),
        };
    }

    public sealed record RunLine(
        Guid Id, Guid CohortId, int Number, RunState State, RunOrigin Origin, Guid? BaseRunId, Guid? OverrideId, bool Published,
        int PolicyVersion, Objective Objective, long Seed);

    public RunLine Run { get; }

    /// <summary>Whom a run would be for now, those who joined since among them.</summary>
    public Round Round { get; }

    public Policy Policy { get; }

    /// <summary>The cohort's newest run when this was opened. Whatever was made since has the number that a change would take.</summary>
    public RunBefore Newest { get; }

    /// <summary>What this draft's solver saw.</summary>
    public SolverInput Input => _standing.Input;

    /// <summary>The decisions by hand that stand now, about students of this draft.</summary>
    public Pin[] Pins { get; }

    /// <summary><see cref="Input"/> with the places and the decisions of now. Who has left has no place; null where a pin names a mentor who is not in this draft.</summary>
    public SolverInput? Now { get; }

    public CohortPool Pool => Round.Pool;

    public Scoring Scoring => Round.Scoring;

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
        r.Id, r.CohortId, r.Number, r.State, r.Origin, r.BaseRunId, r.OverrideId, r.PublishedAt != null, r.PolicyVersion, r.Objective, r.Seed)).SingleOrDefaultAsync(ct);

    public static async Task<(OpenDraft? Draft, Refusal? Refusal)> OpenAsync(MatchingDb db, Pools pools, StandingDrafts drafts, RunLine run, RunBefore newest, CancellationToken ct)
    {
        var pool = await pools.OpenAsync(run.CohortId, ct);
        var policy = await db.Policies.AsNoTracking().SingleAsync(p => p.CohortId == run.CohortId && p.Version == run.PolicyVersion, ct);
        var round = await Round.CollectAsync(db, pool, policy, ct);
        var standing = await drafts.OpenAsync(db, run.Id, ct);
        var here = round.Students.Select(s => s.Id).ToHashSet();
        if (!standing.Input.Students.All(here.Contains))
            return (null, CohortChanged);
        // Who joined since is in the next full run, with what was decided for them.
        var draft = new OpenDraft(run, round, policy, newest, standing, [.. round.Pins.Where(p => standing.Students.ContainsKey(p.StudentId.Value))]);
        return draft.Now is null ? (null, CohortChanged) : (draft, null);
    }

    public bool Has(StudentId student) => _standing.Students.ContainsKey(student.Value);

    public bool Has(MentorId mentor) => _standing.Mentors.ContainsKey(mentor.Value);

    /// <summary>Whom the student has in this draft.</summary>
    public MentorId? MentorOf(StudentId student) =>
        _standing.Students.TryGetValue(student.Value, out var i) && _standing.MentorOf(i) is >= 0 and var j ? new MentorId(Input.Mentors[j]) : null;

    /// <summary>Gives students these mentors, or none, and keeps every other decision by hand.</summary>
    /// <param name="pairs">The first one is whom it is about.</param>
    public (Change? Change, Refusal? Refusal) With((StudentId Student, MentorId? Mentor)[] pairs, MoveMode mode)
    {
        ByHand[] also = [.. pairs.Select(p => Decision(p.Student, p.Mentor))];
        return Solve(Now! with { Decided = [.. Others(pairs.Select(p => p.Student)), .. also] }, also, _standing.Students[pairs[0].Student.Value], mode);
    }

    /// <summary>Without what was decided by hand for a student.</summary>
    public (Change? Change, Refusal? Refusal) Without(StudentId student, MoveMode mode) =>
        Solve(Now! with { Decided = Others([student]) }, [], _standing.Students[student.Value], mode);

    /// <summary>With a pair that the office forbids, or forbids no longer.</summary>
    public (Change? Change, Refusal? Refusal) With(StudentId student, MentorId mentor, bool forbidden, MoveMode mode) =>
        Solve(Now! with { Forbidden = Forbidding([(student, mentor, forbidden)]) }, [], _standing.Students[student.Value], mode);

    /// <summary>With so many places of a mentor for this round.</summary>
    public (Change? Change, Refusal? Refusal) With(MentorId mentor, int places, MoveMode mode) =>
        Solve(Now! with { Places = Placing([(mentor, places)]) }, [], -1, mode);

    /// <summary>With a student who joined after this draft was made, and what was decided by hand for them.</summary>
    public (Change? Change, Refusal? Refusal) WithLate(StudentId student, MoveMode mode)
    {
        var at = Array.FindIndex(Round.Students, s => s.Id == student.Value);
        var profile = Round.Students[at];
        Tie[] mentors = [.. Input.Mentors.Select((m, j) => (Mentor: Pool.Mentors.GetValueOrDefault(new MentorId(m)), At: j))
            .Where(m => m.Mentor is not null && Possible(profile, m.Mentor.Profile)).Select(m => new Tie(m.At, Scoring.Score(profile, m.Mentor!.Profile)))];
        var joined = Input.Students.Length;
        var next = Now!.With(student.Value, Round.Waiting[at], mentors);
        next = next with { Forbidden = new HashSet<(int, int)>([.. next.Forbidden, .. Barred(student).Select(j => (joined, j))]) };
        ByHand? pinned = Array.Find(Round.Pins, p => p.StudentId == student) is { MentorId: { } to } && _standing.Mentors.TryGetValue(to.Value, out var by)
            ? new ByHand(joined, by, Scoring.Score(profile, Pool.Mentors[to].Profile)) : null;
        if (pinned is not null)
            next = next with { Decided = [.. next.Decided, pinned] };
        return Solve(next, [], -1, mode,
            [new Edit.AddStudent(Lottery.Key(student.Value), Round.Waiting[at], [.. mentors.Where(t => !next.Forbidden.Contains((joined, t.Other)))]), .. pinned is null ? Array.Empty<Edit>() : [new Edit.Pin(joined, pinned.Mentor, pinned.Score)]]);
    }

    /// <summary>With a mentor who joined after this draft was made.</summary>
    public (Change? Change, Refusal? Refusal) WithLate(MentorId mentor, MoveMode mode)
    {
        var at = Array.FindIndex(Round.Mentors, m => m.Id == mentor.Value);
        var profile = Round.Mentors[at];
        var joined = Input.Mentors.Length;
        var rows = Round.Students.ToDictionary(s => s.Id);
        Tie[] students = [.. Input.Students.Select((s, i) => (Student: rows[s], At: i)).Where(s => Possible(s.Student, profile)).Select(s => new Tie(s.At, Scoring.Score(s.Student, profile)))];
        var next = Now!.With(mentor.Value, Math.Min(Round.Minimum[at], Round.Places[at]), Round.Places[at], students);
        next = next with { Forbidden = new HashSet<(int, int)>([.. next.Forbidden, .. Input.Students.Index().Where(s => Pool.Students[new StudentId(s.Item)].Profile.Forbidden.Contains(mentor.Value)).Select(s => (s.Index, joined))]) };
        return Solve(next, [], -1, mode,
            [new Edit.AddMentor(Lottery.Key(mentor.Value), next.Minimum[joined], next.Places[joined], [.. students.Where(t => !next.Forbidden.Contains((t.Other, joined)))])]);
    }

    /// <summary>This draft again, with the decisions of now but for some that are as they were.</summary>
    public (Change? Change, Refusal? Refusal) Again(Restored restored)
    {
        ByHand[] also = [.. restored.Pins.Where(p => p.Pinned).Select(p => Decision(p.Student, p.Mentor))];
        return Solve(Now! with
        {
            Decided = [.. Others(restored.Pins.Select(p => p.Student)), .. also],
            Forbidden = Forbidding(restored.Forbids),
            Places = Placing(restored.Places),
        }, also, -1, MoveMode.Fewest);
    }

    /// <summary>The mentors with whom one more place would give an unmatched student a mentor, the best fit first; so many at most.</summary>
    public IEnumerable<MentorId> PlacesThatHelp(StudentId student, int most) =>
        _standing.PlacesThatHelp(_standing.Students[student.Value], most).Select(j => new MentorId(Input.Mentors[j]));

    (Change?, Refusal?) Solve(SolverInput next, IReadOnlyCollection<ByHand> also, int subject, MoveMode mode, params Edit[] joining)
    {
        try
        {
            var effect = _standing.Try(subject, [.. Input.Edits(next, also), .. joining], mode == MoveMode.Best ? MakeRoom.BestForAll : MakeRoom.FewestMoves);
            return (new Change(effect, next), null);
        }
        catch (InvalidInstanceException e) when (e.Code == nameof(CapacityFull))
        {
            return (null, CapacityFull);
        }
    }

    bool Possible(StudentProfile student, MentorProfile mentor) =>
        Scoring.Broken(student, mentor) is null && Scoring.Score(student, mentor) >= Policy.Floor;

    /// <summary>What is decided by hand for everybody else.</summary>
    ByHand[] Others(IEnumerable<StudentId> students)
    {
        var at = students.Select(s => _standing.Students[s.Value]).ToHashSet();
        return [.. Now!.Decided.Where(d => !at.Contains(d.Student))];
    }

    HashSet<(int Student, int Mentor)> Forbidden() =>
        [.. from s in Input.Students.Index() from j in Barred(new StudentId(s.Item)) select (s.Index, j)];

    IEnumerable<int> Barred(StudentId student) =>
        Pool.Students[student].Profile.Forbidden.Where(_standing.Mentors.ContainsKey).Select(m => _standing.Mentors[m]);

    HashSet<(int Student, int Mentor)> Forbidding(IEnumerable<(StudentId Student, MentorId Mentor, bool Forbidden)> pairs)
    {
        var all = new HashSet<(int, int)>(Now!.Forbidden);
        foreach (var (student, mentor, forbidden) in pairs)
            if (forbidden)
                all.Add((_standing.Students[student.Value], _standing.Mentors[mentor.Value]));
            else
                all.Remove((_standing.Students[student.Value], _standing.Mentors[mentor.Value]));
        return all;
    }

    int[] Placing(IEnumerable<(MentorId Mentor, int Places)> given)
    {
        int[] places = [.. Now!.Places];
        foreach (var (mentor, count) in given)
            places[_standing.Mentors[mentor.Value]] = count;
        return places;
    }

    ByHand Decision(StudentId student, MentorId? mentor)
    {
        var i = _standing.Students[student.Value];
        if (mentor is not { } to)
            return new ByHand(i, ByHand.Nobody, 0);
        var j = _standing.Mentors[to.Value];
        // What the draft knew counts; profiles may have changed since, and their time comes with the next full run.
        var known = Array.Find(Input.Decided, d => d.Student == i && d.Mentor == j)?.Score ?? Input.ScoreOf(i, j);
        return new ByHand(i, j, known >= 0 ? known : Scoring.Score(Pool.Students[student].Profile, Pool.Mentors[to].Profile));
    }

    /// <summary>Binds a price to the state it was worked out on: the same question over the same state has the same token.</summary>
    public string Token(Change change, OverrideQuestion question)
    {
        using var state = new MemoryStream();
        using (var to = new BinaryWriter(state))
        {
            to.Write(_standing.Fingerprint);
            to.Write((int)question.Kind);
            to.Write((int)question.Mode);
            to.Write(question.Places ?? -1);
            foreach (var id in (Guid[])[Run.Id, question.StudentId ?? Guid.Empty, question.OtherStudentId ?? Guid.Empty, question.MentorId ?? Guid.Empty])
                to.Write(id.ToByteArray(bigEndian: true));
            foreach (var (i, j, score) in change.Input.Decided.OrderBy(d => d.Student))
            {
                to.Write(i);
                to.Write(j);
                to.Write(score);
            }
            foreach (var (i, j) in change.Input.Forbidden.Order())
            {
                to.Write(i);
                to.Write(j);
            }
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
        MatchingDb db, DataKeys<MatchingDb> keys, Change change, RunOrigin origin, RunLine latest, Guid id, Guid overrideId, Guid by, DateTimeOffset now, TimeSpan took, CancellationToken ct)
    {
        var unchanged = await db.RunPairs.AsNoTracking().Where(p => p.RunId == Run.Id).ToDictionaryAsync(p => p.StudentId, ct);
        if (Verifier.Check(change.Effect.Instance, change.Effect.Solution) is [var fault, ..])
            throw new InvalidOperationException(fault);
        var run = new Run(id, Run.CohortId, Newest with { Seed = Run.Seed, Published = false }, Policy, origin, by, now);
        run.CameFrom(latest.Id, overrideId);
        var before = await db.EarlierAsync(latest.Id, ct);
        var draft = RunDraft.Write(run.Id, Pool, Scoring, change.Input, change.Effect.Instance, change.Effect.Solution, before,
            await keys.ForAsync([.. change.Input.Students.Where(s => Pool.Students.ContainsKey(new StudentId(s)))], ct), took, unchanged);
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

/// <summary>Decisions that are as they were before an override: the mentor's places are those open to this round.</summary>
sealed record Restored
{
    public List<(StudentId Student, bool Pinned, MentorId? Mentor)> Pins { get; } = [];
    public List<(StudentId Student, MentorId Mentor, bool Forbidden)> Forbids { get; } = [];
    public List<(MentorId Mentor, int Places)> Places { get; } = [];
}
