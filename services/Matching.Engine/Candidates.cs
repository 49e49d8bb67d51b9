namespace Mentorship.Matching.Engine;

/// <summary>
/// Possible pairs of a pool in compressed rows: student i's pairs are at <c>Start[i]..Start[i + 1]</c> of
/// <see cref="Mentor"/> and <see cref="Score"/>, by rising mentor position.
/// </summary>
public sealed class Candidates
{
    internal Candidates((int[] Mentor, int[] Score)[] rows, int mentors)
    {
        Mentors = mentors;
        Start = new int[rows.Length + 1];
        for (var i = 0; i < rows.Length; i++)
            Start[i + 1] = checked(Start[i] + rows[i].Mentor.Length);
        (Mentor, Score) = (new int[Start[^1]], new int[Start[^1]]);
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i].Mentor.CopyTo(Mentor, Start[i]);
            rows[i].Score.CopyTo(Score, Start[i]);
        }
    }

    /// <summary>Number of students.</summary>
    public int Students => Start.Length - 1;

    /// <summary>Number of mentors.</summary>
    public int Mentors { get; }

    /// <summary>Where each student's pairs begin; one longer than the number of students.</summary>
    public int[] Start { get; }

    /// <summary>Mentor positions.</summary>
    public int[] Mentor { get; }

    /// <summary>Scores, 0..100000.</summary>
    public int[] Score { get; }
}
