namespace Mentorship.Notification.Mails;

internal static class AddressCheckLetter
{
    // No link, as with sign-in codes: it belongs on the page that asked for it.
    public static Letter Write(About a) => new()
    {
        Subject = $"{a.Code} is your code for {a.ProgrammeOrSchool}",
        Heading = "One step to go",
        Preview = $"Type it on the page that asked for it, before {a.Clock.TimeOfDay(a.Until)}.",
        Paragraphs =
        [
            Phrase.Of($"Hello,"),
            Phrase.Of($"type this code on the page that asked for it. It shows that this address is yours, and what you wrote is sent to {a.ProgrammeOrSchool:strong}. It works until {a.Clock.TimeOfDay(a.Until)}."),
        ],
        Code = a.Code,
        WhatHappensNext =
        [
            new("If you did not ask for it,", "do nothing: somebody typed your address by mistake. What they wrote is deleted within a day, and nobody writes to you again."),
            new("If it is too late,", "ask for another code on that page. Only the newest works."),
        ],
        Because = Phrase.Of($"You get this mail because someone typed your address on a page of {a.School}."),
    };
}
