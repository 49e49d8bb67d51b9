namespace Mentorship.Notification.Mails;

internal static class CodeLetter
{
    // No link: a code belongs on the page that asked for it, and people learn not to press links beside codes.
    public static Letter Write(About a) => new()
    {
        Subject = $"{a.Code} is your code for {a.School}",
        Heading = "Your sign-in code",
        Preview = $"Type it on the page that asked for it, before {a.Clock.TimeOfDay(a.Until)}.",
        Paragraphs = [Phrase.Of($"Type this code on the page that asked for it. It works once, until {a.Clock.TimeOfDay(a.Until)}.")],
        Code = a.Code,
        WhatHappensNext =
        [
            new("If you did not ask for it,", "do nothing: without the code nobody gets in. Nobody from the programme office will ever ask you for it."),
            new("If it is too late,", "ask for another on the sign-in page. Only the newest code works."),
        ],
        Because = "You get this mail because someone typed your address on the sign-in page.",
    };
}
