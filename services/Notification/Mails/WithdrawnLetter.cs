namespace Mentorship.Notification.Mails;

internal static class WithdrawnLetter
{
    static readonly TimeSpan LinkLasts = TimeSpan.FromDays(14);

    public static Letter Write(About a) => new()
    {
        Subject = $"{a.Programme}: an offer was taken back",
        Heading = "An offer was taken back",
        Preview = $"{a.OtherName}. You need not answer any more.",
        Paragraphs =
        [
            Phrase.Of($"Hello {a.ReaderName},"),
            a.Facts.By == "coordinator"
                ? Phrase.Of($"the programme office took back the offer to be paired with {a.OtherName:strong}. You need not answer it any more.")
                : Phrase.Of($"{a.OtherName:strong} stepped back before you were a pair. It says nothing about you, and you need not answer any more."),
        ],
        Button = new("Open your page", null, a.Page("home", a.Until + LinkLasts)),
        WhatHappensNext =
        [
            a.ToStudent
                ? new("If you do nothing,", "the programme office looks for another mentor for you. Your page says what comes next and when.")
                : new("If you do nothing,", "your place can go to another student. Nobody becomes your mentee before you say yes."),
        ],
        Because = a.BecauseInProgramme,
    };
}
