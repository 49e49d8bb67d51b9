namespace Mentorship.Notification.Mails;

internal static class NominationLetter
{
    public static Letter Write(About a) => new()
    {
        Subject = $"{a.By} thinks of you for {a.ProgrammeOrSchool}",
        Heading = "Somebody thinks of you",
        Preview = $"{a.By} suggests that you apply. You decide.",
        Paragraphs =
        [
            Phrase.Of($"Hello {a.ReaderName},"),
            Phrase.Of($"{a.By:strong} suggests that you apply to {a.FullProgramme:strong}. Nothing was sent in for you: whether you apply is yours to decide."),
        ],
        Button = new("See what it is", "Opening it answers nothing.", new("nomination", a.Reader.ToString(), "/programmes", a.Until)),
        WhatHappensNext =
        [
            new("If you apply,", Phrase.Of($"the programme learns that {a.By} named you.")),
            new("If you say no,", Phrase.Of($"your name and address are deleted at once. {a.By} is not told.")),
            new("If you do nothing,", Phrase.Of($"they are deleted on {a.Clock.Date(a.Until)}, and nobody reminds you.")),
        ],
        Because = Phrase.Of($"You get this one mail because {a.By} gave us your address."),
    };
}
