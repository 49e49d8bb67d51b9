namespace Mentorship.Notification.Mails;

/// <summary>An offer that the programme office published: both sides are asked at once, or one has said yes by signing up.</summary>
internal static class OfferLetter
{
    public static Letter Write(About a) => a.MyAnswer == "yes" ? Told(a) : Asked(a);

    static Letter Asked(About a) => new()
    {
        Subject = $"You have an offer from {a.Programme}: please answer by {a.Clock.Date(a.Until)}",
        Heading = "You have an offer",
        Preview = $"{a.OtherName}. Please answer by {a.Clock.Short(a.Until)}.",
        Paragraphs =
        [
            Phrase.Of($"Hello {a.ReaderName},"),
            a.TheirAnswer == "yes"
                ? Phrase.Of($"we suggest {a.OtherName:strong} as your {Part(a)}, who has already said yes. When you say yes too, you are a pair.")
                : Phrase.Of($"we suggest {a.OtherName:strong} as your {Part(a)}, who is asked at the same time as you. When both of you say yes, you are a pair."),
        ],
        Answers = Standings.Of(a),
        Button = Standings.SeeAndAnswer(a, "See the offer and answer", "Why you fit, and your yes or no, are on that page. Opening it answers nothing."),
        WhatHappensNext =
        [
            new("If you both say yes,", "you are a pair, and your pages say how to begin."),
            new("If either says no,", a.ToStudent
                ? "the programme office looks for another mentor for you. It does not count against you."
                : "the programme office looks for another mentor for the student, and your place is free again. It does not count against you."),
            Standings.Silence(a),
        ],
        Because = a.BecauseInProgramme,
    };

    static Letter Told(About a) => new()
    {
        Subject = $"{a.Programme} suggests a {Part(a)} for you",
        Heading = $"We suggest a {Part(a)} for you",
        Preview = $"{a.OtherName} is asked now. You need not do anything.",
        Paragraphs =
        [
            Phrase.Of($"Hello {a.ReaderName},"),
            Phrase.Of($"we suggest {a.OtherName:strong} as your {Part(a)}. In {a.Programme}, signing up counts as your yes, so only the other answer is missing."),
        ],
        Answers = Standings.Of(a),
        Button = Standings.SeeAndAnswer(a, "See the offer", "You can also step back there, until the other answer has come."),
        WhatHappensNext =
        [
            new("If the answer is yes,", "you are a pair, and we write to you the same day."),
            new("If the answer is no or does not come,", "your place is free again, and we tell you."),
        ],
        Because = a.BecauseInProgramme,
    };

    static string Part(About a) => a.ToStudent ? "mentor" : "student";
}
