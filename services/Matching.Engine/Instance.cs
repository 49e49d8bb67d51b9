using System.Runtime.InteropServices;

namespace Mentorship.Matching.Engine;

/// <summary>A pair that every solution must contain.</summary>
/// <param name="Student">Position of the student.</param>
/// <param name="Mentor">Position of the mentor.</param>
/// <param name="Score">0..100000; counted in the totals. The pair need not be among the edges.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Pin(int Student, int Mentor, int Score);

/// <summary>
/// What the solver sees: students 0..<see cref="Students"/>−1 who want one mentor each, mentors 0..<see cref="Mentors"/>−1
/// who take <c>Min[j]</c>..<c>Max[j]</c>, and scored edges in compressed rows. Immutable; made and checked by
/// <see cref="InstanceBuilder"/>.
/// </summary>
public sealed class Instance
{
    internal Instance() { }

    /// <summary>Number of students.</summary>
    public int Students => Start.Length - 1;

    /// <summary>Number of mentors.</summary>
    public int Mentors => Max.Length;

    /// <summary>Number of edges.</summary>
    public int Edges => Mentor.Length;

    /// <summary>Student i's edges are at <c>Start[i]..Start[i + 1]</c> of <see cref="Mentor"/> and <see cref="Score"/>.</summary>
    public required int[] Start { get; init; }

    /// <summary>Mentor of each edge; rising within a student.</summary>
    public required int[] Mentor { get; init; }

    /// <summary>Score of each edge, 0..100000.</summary>
    public required int[] Score { get; init; }

    /// <summary>How many each mentor would like at least.</summary>
    public required int[] Min { get; init; }

    /// <summary>How many each mentor takes at most.</summary>
    public required int[] Max { get; init; }

    /// <summary>Pairs that must be, by student.</summary>
    public required IReadOnlyList<Pin> Pins { get; init; }

    /// <summary>Who was left unmatched last time and goes first for the last places.</summary>
    public required bool[] Waiting { get; init; }

    /// <summary>Keys of the students for the lottery.</summary>
    public required ulong[] StudentKeys { get; init; }

    /// <summary>Keys of the mentors for the lottery.</summary>
    public required ulong[] MentorKeys { get; init; }

    /// <summary>Seed of the lottery.</summary>
    public required ulong Seed { get; init; }

    /// <summary>The score of an edge, or −1 when the pair is not an edge. Time grows with the logarithm of the student's edges.</summary>
    public int ScoreOf(int student, int mentor)
    {
        var found = Array.BinarySearch(Mentor, Start[student], Start[student + 1] - Start[student], mentor);
        return found < 0 ? -1 : Score[found];
    }

    /// <summary>The pin of each student, or null.</summary>
    public Pin?[] PinOf()
    {
        var pins = new Pin?[Students];
        foreach (var pin in Pins)
            pins[pin.Student] = pin;
        return pins;
    }
}

/// <summary>An instance is not well formed. The message names the offender.</summary>
public sealed class InvalidInstanceException(string message, string code = "Invalid", IReadOnlyList<int>? students = null) : Exception(message)
{
    /// <summary>"CapacityFull", "Forbidden", "AlreadyPinned" or "Invalid".</summary>
    public string Code { get; } = code;

    /// <summary>Positions of the students whose pins are in each other's way; else empty.</summary>
    public IReadOnlyList<int> Students { get; } = students ?? [];

    /// <summary>Which edge is at fault, in the order they were given; −1 when it is none.</summary>
    internal int Edge { get; init; } = -1;
}
