namespace Mentorship.Notification.Mails;

internal static class ActiveLetter
{
    static readonly TimeSpan LinkLasts = TimeSpan.FromDays(14);

    // Neither side's address is here: the first step goes through the page.
    public static Letter Write(About a) => new()
    {
        Subject = a.ToStudent ? $"{a.Programme}: you have a mentor" : $"{a.Programme}: you have a mentee",
        Heading = a.ToStudent ? "You have a mentor" : "You have a mentee",
        Preview = $"{a.OtherName} and you both said yes.",
        Paragraphs =
        [
            Phrase.Of($"Hello {a.ReaderName},"),
            Phrase.Of($"{a.OtherName:strong} and you both said yes. You are now a pair in {a.FullProgramme}."),
        ],
        Button = new("Open your page", null, a.Page("home", a.Until + LinkLasts)),
        WhatHappensNext =
        [
            new("Now", "the programme office helps the two of you to a first meeting. Most pairs meet within two weeks."),
            new("If you do nothing,", "the office writes to you. Reply to this mail whenever something stands in the way."),
        ],
        Because = a.BecauseInProgramme,
    };
}
