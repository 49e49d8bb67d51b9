using Mentorship.Portal.Clients;

namespace Mentorship.Portal.Pages;

/// <summary>One thing that people are asked about themselves.</summary>
/// <param name="Code">As Profile keeps which were saved.</param>
/// <param name="Saves">Whether its fields go into the profile; otherwise what is done there is saved at once.</param>
internal sealed record IntakeStep(string Code, string Title, string Why, bool Saves = true)
{
    public string Part => $"Intake/_{char.ToUpperInvariant(Code[0])}{Code[1..]}";
}

/// <summary>The steps of the intake, in order.</summary>
internal static class IntakeSteps
{
    public static readonly IntakeStep[] OfStudents =
    [
        new("stage", "Where you are", "Mentors say whom they take; this decides who is open to you."),
        new("goals", "What you want help with", "As much or as little as you know by now."),
        new("interests", "What interests you", "The closer a word is to what you mean, the better the fit."),
        new("words", "In your own words", "Leave any of it empty. Only the programme office and, for the last field, mentors read this; no computer weighs it."),
        new("languages", "Languages", "Which languages could you meet in?"),
        new("hours", "When you could meet", "Mark every hour that usually works. Nobody sees your week, only the hours you share."),
        new("meeting", "How you would meet", "A wish, no promise: it counts a little when pairs are found."),
        new("wishes", "A mentor like this", "Some like a mentor who knows their road from the inside. You may ask for that, and nobody sees that you did.", Saves: false),
        new("avoid", "People to avoid", "If there is somebody you do not want as a mentor, name them here. You need not say why.", Saves: false),
    ];

    public static readonly IntakeStep[] OfMentors =
    [
        new("field", "Your field", "What you do and what you research. Students are suggested by it."),
        new("offer", "What you offer", "Whom you take, and what you help with."),
        new("places", "How many students", "Fewer places never end a mentorship. A break keeps new students away; those with you stay."),
        new("time", "When and how you meet", "Nobody sees your week, only the hours you share."),
        new("conflicts", "Whom you may not mentor", "People you grade, decide on, or live with. Leave it empty if there is nobody.", Saves: false),
    ];

    /// <summary>The first that was not saved yet.</summary>
    public static IntakeStep? Next(IntakeStep[] steps, string[] saved) => Array.Find(steps, s => !saved.Contains(s.Code));
}
