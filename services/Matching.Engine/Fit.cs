using System.Runtime.InteropServices;

namespace Mentorship.Matching.Engine;

/// <summary>What people see instead of a score.</summary>
public enum Band
{
    /// <summary>80000 and more.</summary>
    Strong,
    /// <summary>60000 to 79999.</summary>
    Good,
    /// <summary>40000 to 59999.</summary>
    Possible,
    /// <summary>Less than 40000.</summary>
    Stretch,
}

/// <summary>A hard rule: why a pair cannot be. The name is the reason code.</summary>
public enum Rule
{
    /// <summary>A declared conflict of interest.</summary>
    ConflictOfInterest,
    /// <summary>A coordinator forbade the pair, or one side blocked the other.</summary>
    Forbidden,
    /// <summary>The mentor does not take the student's stage.</summary>
    StageNotAccepted,
    /// <summary>The mentor takes nobody new for now.</summary>
    Paused,
    /// <summary>The mentor has not done a training that the programme requires, or it has run out.</summary>
    TrainingMissing,
    /// <summary>The student is a minor, and no guardian's consent is in force.</summary>
    GuardianConsentMissing,
    /// <summary>The student is a minor, and the mentor is not cleared for work with minors.</summary>
    MentorNotCleared,
    /// <summary>The student did not rank the mentor, and the policy asks for it.</summary>
    NotRanked,
    /// <summary>Fewer shared hours than the policy asks for.</summary>
    NoSharedTime,
    /// <summary>No place is left. Never set by scoring a pair, which knows no places.</summary>
    CapacityFull,
}

/// <summary>Who reads a reason.</summary>
public enum Viewer
{
    /// <summary>The student of the pair: never learns how the mentor ranked.</summary>
    Student,
    /// <summary>The mentor of the pair: never learns the student's ranks.</summary>
    Mentor,
    /// <summary>A coordinator.</summary>
    Office,
}

/// <summary>Why a pair fits, or what speaks against it, in plain words.</summary>
/// <param name="Criterion">What it is about.</param>
/// <param name="Chip">A few words: "Addiction medicine", "5 h shared", "Not among the choices".</param>
/// <param name="Sentence">A sentence; the telling words stand between pairs of asterisks.</param>
/// <param name="Against">Speaks against the pair.</param>
/// <param name="Stated">False when one side did not answer, so that the criterion does not count.</param>
public sealed record Reason(Criterion Criterion, string Chip, string Sentence, bool Against, bool Stated = true);

/// <summary>How well a student and a mentor fit.</summary>
/// <param name="Broken">The first hard rule that the pair breaks, or null. Score and reasons are given all the same, for the case that someone bends it.</param>
/// <param name="Score">0..100000, for the engine and never for a page about people.</param>
/// <param name="Reasons">The best first, then what speaks against, then what was not stated.</param>
public sealed record Fit(Rule? Broken, int Score, IReadOnlyList<Reason> Reasons)
{
    /// <summary>What people see.</summary>
    public Band Band => Scoring.BandOf(Score);
}

/// <summary>A partner worth suggesting.</summary>
/// <param name="Id">The partner's person id.</param>
/// <param name="Score">0..100000.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Suggestion(Guid Id, int Score)
{
    /// <summary>What people see.</summary>
    public Band Band => Scoring.BandOf(Score);
}

/// <summary>How far long work has come.</summary>
/// <param name="Step">Plain words: "Scoring pairs", "Placing students".</param>
/// <param name="Done">Units done.</param>
/// <param name="Total">Units in all.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Progress(string Step, long Done, long Total);
