namespace Mentorship.Profile.People;

/// <summary>
/// The steps by which people fill in their own page, one thing at a time, in the order they are asked. Which of them somebody has
/// saved is kept, so that they go on where they stopped, on whatever device.
/// </summary>
internal static class IntakeSteps
{
    public static readonly string[] OfStudent = ["stage", "goals", "interests", "words", "languages", "hours", "meeting", "wishes", "avoid"];

    public static readonly string[] OfMentor = ["field", "offer", "hours", "places", "conflicts"];

    /// <summary>What somebody may answer for a mentor. Whom a mentor may not be paired with, only they say.</summary>
    public static readonly string[] OfDelegate = ["field", "offer", "hours", "places"];

    /// <summary>The steps with one more, in the order they are asked.</summary>
    public static string[] With(string[] saved, string? step, string[] all) => step is null || saved.Contains(step) ? saved : [.. all.Where(s => s == step || saved.Contains(s))];

    public static void Check(FormReader read, string? step, string[] all)
    {
        if (step is not null && !all.Contains(step))
            read.Bad("step", step, $"No step of this page. There are {string.Join(", ", all)}.");
    }
}
