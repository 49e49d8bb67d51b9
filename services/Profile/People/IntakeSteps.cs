namespace Mentorship.Profile.People;

/// <summary>The steps in which people are asked about themselves, in order. Which were saved is kept, so that any device goes on at the first that was not.</summary>
internal static class IntakeSteps
{
    public static readonly string[] OfStudents = ["stage", "goals", "interests", "words", "languages", "hours", "meeting", "wishes", "avoid"];

    public static readonly string[] OfMentors = ["field", "offer", "places", "time", "conflicts"];
}
