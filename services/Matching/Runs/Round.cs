using Mentorship.Matching.Engine;
using Mentorship.Matching.Offers;
using Mentorship.Matching.Overrides;
using Mentorship.Matching.Policies;
using Mentorship.Matching.Pool;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Matching.Runs;

/// <summary>
/// Whom a run is for and what it may not touch. In the round are the students who hold no place, and those whom the
/// office pinned to one more mentor. Proposed, offered and active pairs hold their places; decisions by hand stand.
/// </summary>
sealed class Round
{
    Round(CohortPool pool, Policy policy) => (Pool, Policy, Scoring) = (pool, policy, pool.Scoring(policy));

    public CohortPool Pool { get; }
    public Policy Policy { get; }
    public Scoring Scoring { get; }

    /// <summary>By id. Who was told no, or said it, or left a pair, is not proposed the same person again.</summary>
    public required StudentProfile[] Students { get; init; }

    /// <summary>All of the pool, by id.</summary>
    public MentorProfile[] Mentors => Pool.MentorProfiles;

    public required int[] Minimum { get; init; }
    public required int[] Places { get; init; }
    public required bool[] Waiting { get; init; }
    public required Overrides.Pin[] Pins { get; init; }

    /// <summary>What every mentor's pairs hold of their places.</summary>
    public required IReadOnlyDictionary<MentorId, int> Held { get; init; }

    public static async Task<Round> CollectAsync(MatchingDb db, CohortPool pool, Policy policy, CancellationToken ct)
    {
        var id = pool.CohortId;
        var pairs = await db.Pairs.AsNoTracking().Where(p => p.CohortId == id && (p.MentorPlace != null || p.OfferedAt != null))
            .Select(p => new { p.StudentId, p.MentorId, p.State, Holds = p.MentorPlace != null }).ToListAsync(ct);
        var held = pairs.Where(p => p.Holds).ToLookup(p => p.StudentId);
        var heldOf = pairs.Where(p => p.Holds).CountBy(p => p.MentorId).ToDictionary();
        var over = pairs.Where(p => Pair.Parting.Contains(p.State)).ToLookup(p => p.StudentId, p => p.MentorId.Value);
        var waiting = (await db.PoolStudents.Where(s => s.CohortId == id && s.LeftOutAt != null).Select(s => s.StudentId).ToListAsync(ct)).ToHashSet();

        bool Takes(Overrides.Pin pin) => pool.Students.ContainsKey(pin.StudentId)
            && (pin.MentorId is not { } mentor
                ? !held.Contains(pin.StudentId)
                : pool.Mentors.TryGetValue(mentor, out var with)
                    // Whoever pinned has checked the rules of that day; a clearance may have run out since.
                    && (!pool.Students[pin.StudentId].Profile.Minor || with.Profile.Cleared)
                    && held[pin.StudentId].All(p => p.MentorId != mentor)
                    // A proposal that nobody has seen yet gives way to the pin when that is published.
                    && held[pin.StudentId].Count(p => p.State != PairState.Proposed) < policy.PlacesPerStudent);

        var pins = (await db.Pins.AsNoTracking().Where(p => p.CohortId == id).ToListAsync(ct)).Where(Takes).OrderBy(p => p.StudentId).ToArray();
        var pinned = pins.Select(p => p.StudentId).ToHashSet();
        var students = pool.StudentProfiles.Where(s => new StudentId(s.Id) is var student && (!held.Contains(student) || pinned.Contains(student)))
            // What the office forbade is told to the solver beside the scores, so that lifting it needs no other draft.
            .Select(s => s with { Forbidden = over[new StudentId(s.Id)].ToHashSet() }).ToArray();
        var mentors = pool.MentorProfiles.Select(m => pool.Mentors[new MentorId(m.Id)]).ToArray();
        return new Round(pool, policy)
        {
            Students = students,
            Minimum = [.. mentors.Select(m => m.Closed ? 0 : Math.Max(0, m.Minimum - heldOf.GetValueOrDefault(m.Id)))],
            Places = [.. mentors.Select(m => Math.Max(0, m.Limit - heldOf.GetValueOrDefault(m.Id)))],
            Waiting = [.. students.Select(s => waiting.Contains(new StudentId(s.Id)))],
            Pins = pins,
            Held = heldOf,
        };
    }

    public SolverInput Score(long seed, Action<Progress> progress, CancellationToken ct)
    {
        var possible = Pool.Prepared(Policy).Pairs(Students, progress, ct);
        return new SolverInput
        {
            Students = [.. Students.Select(s => s.Id)],
            Mentors = [.. Mentors.Select(m => m.Id)],
            Waiting = Waiting,
            Minimum = Minimum,
            Places = Places,
            Start = possible.Start,
            Mentor = possible.Mentor,
            Score = possible.Score,
            Decided = Decided(Pins),
            Forbidden = Forbidden(),
            Seed = seed,
        };
    }

    /// <summary>Decisions by hand as positions. Whoever pinned has checked the rules, so the score counts whatever they say.</summary>
    public ByHand[] Decided(IEnumerable<Overrides.Pin> pins) => [.. pins.Select(p => p.MentorId is { } mentor
        ? new ByHand(At(p.StudentId), Array.FindIndex(Mentors, m => m.Id == mentor.Value), Scoring.Score(Pool.Students[p.StudentId].Profile, Pool.Mentors[mentor].Profile))
        : new ByHand(At(p.StudentId), ByHand.Nobody, 0))];

    HashSet<(int Student, int Mentor)> Forbidden()
    {
        var mentors = Mentors.Index().ToDictionary(m => m.Item.Id, m => m.Index);
        return [.. from s in Students.Index()
                   from mentor in Pool.Students[new StudentId(s.Item.Id)].Profile.Forbidden
                   where mentors.ContainsKey(mentor)
                   select (s.Index, mentors[mentor])];
    }

    int At(StudentId student) => Array.FindIndex(Students, s => s.Id == student.Value);
}
