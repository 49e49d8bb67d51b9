namespace Mentorship.Notification.Mails;

internal static class ForeseenLetter
{
    public static Letter Write(About a) => new()
    {
        Subject = $"What {a.School} keeps about you will be erased on {a.Day}",
        Heading = "Your time is over, and so is what we keep",
        Preview = $"On {a.Day} everything about you is erased, unless you want it kept.",
        Paragraphs =
        [
            Phrase.Of($"Hello {a.ReaderName},"),
            Phrase.Of($"you last took part in a programme of {a.School:strong} a while ago. What is kept about you is erased on {a.Day:strong}: your profile, your messages and your account."),
        ],
        Button = new("See it, or have it kept", "You sign in first. There you can keep it for another year, or take a copy.", a.Page("your-data", a.Until)),
        WhatHappensNext =
        [
            new("If you do nothing,", "it is done on that day, and nobody can undo it."),
            new("If you want to stay,", "press \u201cKeep my data for another year\u201d on your page, or apply to a programme again."),
        ],
        Because = Phrase.Of($"You get this mail because you have an account at {a.School}."),
    };
}
