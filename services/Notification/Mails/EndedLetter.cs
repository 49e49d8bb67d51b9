namespace Mentorship.Notification.Mails;

internal static class EndedLetter
{
    static readonly TimeSpan LinkLasts = TimeSpan.FromDays(14);

    public static Letter Write(About a) => new()
    {
        Subject = $"{a.Programme}: you are no longer a pair",
        Heading = "You are no longer a pair",
        Preview = "It says nothing about you.",
        Paragraphs =
        [
            Phrase.Of($"Hello {a.ReaderName},"),
            a.Facts.By == "coordinator"
                ? Phrase.Of($"the programme office has ended what you and {a.OtherName:strong} had in {a.FullProgramme}. You are no longer a pair; please do not meet or write to each other any more. It says nothing about you.")
                : Phrase.Of($"{a.OtherName:strong} has left {a.FullProgramme}, so the two of you are no longer a pair. It says nothing about you."),
        ],
        Button = new("Open your page", null, a.Page("home", a.Until + LinkLasts)),
        WhatHappensNext =
        [
            a.ToStudent && a.Facts.By == "coordinator"
                ? new("If you do nothing,", "nothing more happens for now. Your page says what comes next.")
                : a.ToStudent
                ? new("If you do nothing,", "the programme office looks for another mentor for you, and you go first. Your page says what comes next and when.")
                : new("If you do nothing,", "your place can go to another student. Nobody becomes your mentee before you say yes."),
        ],
        Because = a.BecauseInProgramme,
    };
}
