namespace Mentorship.Notification.Mails;

internal static class ErasureLetter
{
    public static Letter Write(About a)
    {
        var office = a.Facts.ByOffice == true;
        return new()
        {
            Subject = $"Everything about you will be erased on {a.Clock.Date(a.Until)}",
            Heading = "You are going to be erased",
            Preview = $"Until {a.Clock.Date(a.Until)} it can be taken back.",
            Paragraphs =
            [
                Phrase.Of($"Hello {a.ReaderName},"),
                office
                    ? Phrase.Of($"the programme office wrote down that you asked for everything about you to be erased at {a.School:strong}. That happens on {a.Clock.Date(a.Until):strong}.")
                    : Phrase.Of($"you asked for everything about you to be erased at {a.School:strong}. That happens on {a.Clock.Date(a.Until):strong}."),
                Phrase.Of($"Your profile, your requests and your account go. A mentorship that is going on ends, and the other side is told."),
            ],
            Button = new("See it, or take it back", "You sign in first.", a.Page("your-data", a.Until)),
            WhatHappensNext =
            [
                new("If you do nothing,", "it is done on that day, and nobody can undo it."),
                office
                    ? new("If you did not ask for it,", "take it back on your page, or reply to this mail: it reaches the programme office.")
                    : new("If it was not you,", "take it back on your page, and end the sessions that you do not know under “Account”."),
            ],
            Because = Phrase.Of($"You get this mail because you have an account at {a.School}."),
        };
    }
}
