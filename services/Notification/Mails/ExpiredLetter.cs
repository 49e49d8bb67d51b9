namespace Mentorship.Notification.Mails;

internal static class ExpiredLetter
{
    static readonly TimeSpan LinkLasts = TimeSpan.FromDays(14);

    public static Letter Write(About a)
    {
        var silent = a.ByReader || a.Facts.By == "both";
        return new()
        {
            Subject = $"{a.Programme}: an offer has ended",
            Heading = "An offer has ended",
            Preview = silent ? "We did not hear from you in time." : "The other answer did not come in time.",
            Paragraphs =
            [
                Phrase.Of($"Hello {a.ReaderName},"),
                silent
                    ? Phrase.Of($"the offer to be paired with {a.OtherName:strong} has ended, because we did not hear from you in time.")
                    : Phrase.Of($"the offer to be paired with {a.OtherName:strong} has ended, because the other answer did not come in time. It does not count against you."),
            ],
            Button = new("Open your page", null, a.Page("home", a.Until + LinkLasts)),
            WhatHappensNext =
            [
                a.ToStudent
                    ? new("If you do nothing,", "the programme office looks for another mentor for you. Your page says what comes next and when.")
                    : new("If you do nothing,", "your place can go to another student. If you have no time for now, set your places to none on your page."),
            ],
            Because = a.BecauseInProgramme,
        };
    }
}
