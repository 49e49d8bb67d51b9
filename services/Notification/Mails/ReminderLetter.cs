namespace Mentorship.Notification.Mails;

internal static class ReminderLetter
{
    public static Letter Write(About a) => new()
    {
        Subject = $"{a.Programme}: your answer is still open, until {a.Clock.Date(a.Until)}",
        Heading = "Your answer is still open",
        Preview = $"{a.OtherName}. Please answer by {a.Clock.Short(a.Until)}.",
        Paragraphs =
        [
            Phrase.Of($"Hello {a.ReaderName},"),
            Phrase.Of($"you have an offer to be paired with {a.OtherName:strong}. A no is as good as a yes: it lets us ask somebody else in time."),
        ],
        Answers = Standings.Of(a),
        Button = Standings.SeeAndAnswer(a, "See the offer and answer", "Opening it answers nothing."),
        WhatHappensNext = [Standings.Silence(a)],
        Because = a.BecauseInProgramme,
    };
}
