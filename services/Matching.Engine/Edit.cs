using System.Runtime.InteropServices;

namespace Mentorship.Matching.Engine;

/// <summary>A scored pair from the side of one of its two people.</summary>
/// <param name="Other">Position of the other person.</param>
/// <param name="Score">0..100000.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Tie(int Other, int Score);

/// <summary>One change to an instance, as data: <see cref="StandingSolution"/> and <see cref="InstanceBuilder"/> both understand it.</summary>
public abstract record Edit
{
    private Edit() { }

    /// <summary>The pair must be, whether or not it is an edge; an earlier pin of the student is lifted.</summary>
    public sealed record Pin(int Student, int Mentor, int Score) : Edit;

    /// <summary>The student is free to be paired by the solver again.</summary>
    public sealed record Unpin(int Student) : Edit;

    /// <summary>The pair must not be: its edge is taken away, and its pin.</summary>
    public sealed record Forbid(int Student, int Mentor) : Edit;

    /// <summary>The pair may be, with this score, 0..100000.</summary>
    public sealed record Allow(int Student, int Mentor, int Score) : Edit;

    /// <summary>These are the student's possible mentors now; none leaves the student without one. A pin is lifted.</summary>
    public sealed record Choices(int Student, IReadOnlyList<Tie> Mentors) : Edit;

    /// <summary>How many a mentor takes now; pins count.</summary>
    public sealed record Places(int Mentor, int Least, int Most) : Edit;

    /// <summary>Whether the student goes first for the last places.</summary>
    public sealed record Waits(int Student, bool Yes) : Edit;

    /// <summary>A student joins, at the next position.</summary>
    public sealed record AddStudent(ulong Key, bool Waiting, IReadOnlyList<Tie> Mentors) : Edit;

    /// <summary>A mentor joins, at the next position.</summary>
    public sealed record AddMentor(ulong Key, int Least, int Most, IReadOnlyList<Tie> Students) : Edit;
}
