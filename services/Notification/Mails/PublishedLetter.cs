namespace Mentorship.Notification.Mails;

/// <summary>To those who run the programme: what goes out, when, and until when it can be stopped.</summary>
internal static class PublishedLetter
{
    static readonly TimeSpan LinkLasts = TimeSpan.FromDays(7);

    public static Letter Write(About a) => new()
    {
        Subject = $"{a.FullProgramme}: {Pairs(a)} published",
        Heading = $"{Pairs(a)} published",
        Preview = $"Offers go out at {a.Clock.TimeOfDay(a.Until)}.",
        Paragraphs =
        [
            Phrase.Of($"Hello {a.ReaderName},"),
            Phrase.Of($"{Pairs(a)} of {a.FullProgramme:strong} were published. The offers go out on {a.Clock.Full(a.Until)}; until then nobody is told, and the publication can be taken back."),
        ],
        Button = new("Open the office", null, new("open", "home", $"/office/{a.Facts.CohortId}", a.Until + LinkLasts)),
        WhatHappensNext = [new("If you do nothing,", "students and mentors get their offers by mail, and the board shows who has answered.")],
        Because = Phrase.Of($"You get this mail because you coordinate {a.ProgrammeOrSchool}."),
    };

    static string Pairs(About a) => a.Facts.Pairs == 1 ? "1\u00a0pair" : $"{a.Facts.Pairs}\u00a0pairs";
}
