namespace Mentorship.Notification.Mails;

internal static class CorrectionLetter
{
    static readonly TimeSpan LinkLasts = TimeSpan.FromDays(30);

    public static Letter Write(About a)
    {
        var done = a.Facts.Decision == "done";
        return new()
        {
            Subject = done ? $"{a.ProgrammeOrSchool}: what you asked for is put right" : $"{a.ProgrammeOrSchool}: an answer to what you asked to be put right",
            Heading = done ? "It is put right" : "It was not changed",
            Preview = done ? "The programme office has corrected what you asked for." : "The programme office says why on your page.",
            Paragraphs =
            [
                Phrase.Of($"Hello {a.ReaderName},"),
                done
                    ? Phrase.Of($"the office of {a.ProgrammeOrSchool:strong} has put right what you asked for.")
                    : Phrase.Of($"the office of {a.ProgrammeOrSchool:strong} has read what you asked to be put right, and did not change it. Why stands on your page."),
            ],
            Button = new(done ? "See what is held about you" : "Read the answer", "You sign in first.", a.Page("your-data", a.Until + LinkLasts)),
            WhatHappensNext = [new("If it is still not right,", "say so there again, or reply to this mail: it reaches the programme office.")],
            Because = Phrase.Of($"You get this mail because you asked for a correction."),
        };
    }
}
