using System.Collections.Frozen;
using Mentorship.Matching.Offers;
using Mentorship.Matching.Overrides;
using Mentorship.Matching.Pool;
using Mentorship.Matching.Runs;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Matching.Board;

/// <summary>Where a student of the pool stands, as coordinators see it. Everyone is in exactly one of these.</summary>
enum StudentState { Waiting, Requested, InDraft, Unmatched, Offered, Active }

/// <summary>Where everyone of a cohort stands at one moment: open pairs, the latest draft, pins.</summary>
sealed class Standing
{
    public required FrozenDictionary<StudentId, OpenPair> Pairs { get; init; }
    public required FrozenDictionary<StudentId, Drafted> InDraft { get; init; }
    public required FrozenDictionary<StudentId, RunUnmatched> Unmatched { get; init; }
    public required FrozenDictionary<StudentId, PinnedTo> Pins { get; init; }

    /// <summary>Students whom the last time left without a mentor.</summary>
    public required FrozenSet<StudentId> LeftOut { get; init; }

    /// <summary>How a student's last offer ended, where it was a no or silence.</summary>
    public required FrozenDictionary<StudentId, FellThrough> Fallen { get; init; }

    /// <summary>With whom a student had an offer or was a pair that is over: not proposed to them again.</summary>
    public required ILookup<StudentId, MentorId> Parted { get; init; }

    /// <summary>The newest run that was not cancelled.</summary>
    public required RunLine? Latest { get; init; }

    /// <summary>The newest finished run.</summary>
    public required RunLine? Done { get; init; }

    public sealed record OpenPair(Guid Id, StudentId StudentId, MentorId MentorId, PairState State, PairOrigin Origin, DateTimeOffset? Deadline, Answer StudentAnswer, Answer MentorAnswer);

    public sealed record Drafted(MentorId MentorId);

    public sealed record FellThrough(MentorId MentorId, PairState State, DateTimeOffset At);

    public sealed record PinnedTo(MentorId? MentorId, DateTimeOffset At);

    public sealed record RunLine(Guid Id, int Number, RunState State, bool Published);

    public static async Task<Standing> LoadAsync(MatchingDb db, Guid cohortId, CancellationToken ct)
    {
        var open = await db.Pairs.AsNoTracking().Where(p => p.CohortId == cohortId && p.MentorPlace != null)
            .Select(p => new OpenPair(p.Id, p.StudentId, p.MentorId, p.State, p.Origin, p.Deadline, p.StudentAnswer, p.MentorAnswer)).ToListAsync(ct);
        var pins = await db.Pins.AsNoTracking().Where(p => p.CohortId == cohortId)
            .Select(p => new { p.StudentId, Pin = new PinnedTo(p.MentorId, p.At) }).ToListAsync(ct);
        var runs = await db.Runs.AsNoTracking().Where(r => r.CohortId == cohortId && r.State != RunState.Cancelled)
            .OrderByDescending(r => r.Number).Take(20).Select(r => new RunLine(r.Id, r.Number, r.State, r.PublishedAt != null)).ToListAsync(ct);
        var done = runs.Find(r => r.State == RunState.Done);
        var drafted = done is null or { Published: true } ? []
            : await db.RunPairs.AsNoTracking().Where(p => p.RunId == done.Id).Select(p => new { p.StudentId, Pair = new Drafted(p.MentorId) }).ToListAsync(ct);
        var unmatched = done is null ? [] : await db.RunUnmatched.AsNoTracking().Where(u => u.RunId == done.Id).ToListAsync(ct);
        var over = await db.Pairs.AsNoTracking().Where(p => p.CohortId == cohortId && p.OfferedAt != null && p.MentorPlace == null)
            .Select(p => new { p.StudentId, p.MentorId, p.State, p.ClosedAt }).ToListAsync(ct);
        var leftOut = await db.PoolStudents.Where(s => s.CohortId == cohortId && s.LeftOutAt != null).Select(s => s.StudentId).ToListAsync(ct);
        var paired = open.Select(p => (p.StudentId, p.MentorId)).ToHashSet();
        return new Standing
        {
            // Of several pairs of one student the furthest counts.
            Pairs = open.GroupBy(p => p.StudentId).ToFrozenDictionary(g => g.Key, g => g.MaxBy(p => p.State)!),
            InDraft = drafted.DistinctBy(p => p.StudentId).ToFrozenDictionary(p => p.StudentId, p => p.Pair),
            Unmatched = unmatched.ToFrozenDictionary(u => u.StudentId),
            // A pair by hand that is published, though not out yet, is a pair and no longer a pin.
            Pins = pins.Where(p => p.Pin.MentorId is not { } mentor || !paired.Contains((p.StudentId, mentor))).ToFrozenDictionary(p => p.StudentId, p => p.Pin),
            LeftOut = leftOut.ToFrozenSet(),
            Fallen = over.Where(p => p.State is PairState.Declined or PairState.Expired).GroupBy(p => p.StudentId)
                .ToFrozenDictionary(g => g.Key, g => g.Select(p => new FellThrough(p.MentorId, p.State, p.ClosedAt!.Value)).MaxBy(f => f.At)!),
            Parted = over.Where(p => Pair.Parting.Contains(p.State)).ToLookup(p => p.StudentId, p => p.MentorId),
            Latest = runs.FirstOrDefault(),
            Done = done,
        };
    }

    public StudentState Of(StudentId student) => Pairs.TryGetValue(student, out var pair)
        ? pair switch
        {
            { State: PairState.Active } => StudentState.Active,
            { Origin: PairOrigin.Request } => StudentState.Requested,
            _ => StudentState.Offered,
        }
        : InDraft.ContainsKey(student) ? StudentState.InDraft
        : Unmatched.ContainsKey(student) && !Pins.ContainsKey(student) ? StudentState.Unmatched
        : StudentState.Waiting;

    /// <summary>Who holds a place with this mentor, or is drafted or pinned into one.</summary>
    public IEnumerable<StudentId> With(MentorId mentor) =>
        Pairs.Where(p => p.Value.MentorId == mentor).Select(p => p.Key)
            .Concat(InDraft.Where(d => d.Value.MentorId == mentor).Select(d => d.Key))
            .Concat(Pins.Where(p => p.Value.MentorId == mentor).Select(p => p.Key)).Distinct();

    /// <summary>Nobody has them yet, neither a pair nor a decision by hand.</summary>
    public bool Unpaired(StudentId student) => !Pairs.ContainsKey(student) && !Pins.ContainsKey(student);

    /// <summary>An offer ended with a no or in silence, and nobody has found them another mentor yet.</summary>
    public bool Again(StudentId student) => Fallen.ContainsKey(student) && Unpaired(student) && !InDraft.ContainsKey(student);

    /// <summary>Left without a mentor the last time and still without: the next run takes them first, and so do lists.</summary>
    public bool GoesFirst(StudentId student) => LeftOut.Contains(student) && Unpaired(student);

    /// <summary>Whose answer to the student's offer is due: neither where there is no offer that is out.</summary>
    public bool Due(StudentId student, Side side) =>
        Pairs.GetValueOrDefault(student) is { State: PairState.Offered } pair && (side == Side.Student ? pair.StudentAnswer : pair.MentorAnswer) == Answer.Waiting;

    public string Next(StudentId student, bool rolling) => Of(student) switch
    {
        StudentState.Active => "The two of them meet",
        StudentState.Requested => "The mentor answers",
        StudentState.Offered => Pairs[student] switch
        {
            { State: PairState.Proposed } => "Goes out when the time to take it back is over",
            { StudentAnswer: Answer.Waiting, MentorAnswer: Answer.Waiting } => "Both answer",
            { StudentAnswer: Answer.Waiting } => "The student answers",
            _ => "The mentor answers",
        },
        StudentState.InDraft => "Publish the draft",
        StudentState.Unmatched => "Place by hand; goes first when a place opens",
        _ when Again(student) => "Choose from the suggestions, or leave to the run; goes first",
        _ when Pins.TryGetValue(student, out var pin) => pin.MentorId is null ? "Left out of the drafts by hand" : "Stays in every draft; publish",
        _ => rolling ? "Asks a mentor, or is paired by hand" : "Pair by hand, or leave to the run",
    };
}
