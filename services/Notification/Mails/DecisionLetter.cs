namespace Mentorship.Notification.Mails;

internal static class DecisionLetter
{
    static readonly TimeSpan LinkLasts = TimeSpan.FromDays(30);

    public static Letter Write(About a)
    {
        var waits = a.Facts.Decision == "waitlisted";
        return new()
        {
            Subject = waits ? $"{a.FullProgramme}: you are on the waiting list" : $"{a.FullProgramme}: no place this time",
            Heading = waits ? "You are on the waiting list" : "No place this time",
            Preview = waits ? "A place may still come free." : "Your application was read, and there is no place for you in this round.",
            Paragraphs =
            [
                Phrase.Of($"Hello {a.ReaderName},"),
                waits
                    ? Phrase.Of($"your application to {a.FullProgramme:strong} was read. There is no place for you at the moment; if one comes free, you may get it.")
                    : Phrase.Of($"your application to {a.FullProgramme:strong} was read. There is no place for you this time. This says nothing about your way into medicine."),
            ],
            Button = new("See where it stands", null, a.Page("home", a.Until + LinkLasts)),
            WhatHappensNext =
            [
                waits
                    ? new("If you do nothing,", "you stay on the list, and we write to you when that changes.")
                    : new("If you want to try again,", "you can apply to the next cohort, and to other programmes at any time."),
                new("If you would like to know more,", "reply to this mail: it reaches the programme office."),
            ],
            Because = Phrase.Of($"You get this mail because you applied to {a.FullProgramme}."),
        };
    }
}
