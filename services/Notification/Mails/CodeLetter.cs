namespace Mentorship.Notification.Mails;

internal static class CodeLetter
{
    // No link: a code belongs on the page that asked for it, and people learn not to press links beside codes.
    public static Letter Write(About a) => new()
    {
        Subject = $"{a.Code} is your code for {a.School}",
        Heading = Confirms(a) ? "Confirm this address" : "Your sign-in code",
        Preview = $"Type it on the page that asked for it, before {a.Clock.TimeOfDay(a.Until)}.",
        Paragraphs = [Confirms(a)
            ? Phrase.Of($"Type this code on the page that asked for it, and this address is one of yours at {a.School}. It works once, until {a.Clock.TimeOfDay(a.Until)}.")
            : Phrase.Of($"Type this code on the page that asked for it. It works once, until {a.Clock.TimeOfDay(a.Until)}.")],
        Code = a.Code,
        WhatHappensNext =
        [
            new("If you did not ask for it,", Confirms(a)
                ? "do nothing: without the code this address belongs to nobody there."
                : "do nothing: without the code nobody gets in. Nobody from the programme office will ever ask you for it."),
            new("If it is too late,", "ask for another where you asked for this one. Only the newest code works."),
        ],
        Because = Confirms(a) ? "You get this mail because someone wrote your address as one of theirs." : "You get this mail because someone typed your address on the sign-in page.",
    };

    static bool Confirms(About a) => a.Facts.For == "address";
}
