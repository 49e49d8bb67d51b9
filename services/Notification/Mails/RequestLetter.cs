namespace Mentorship.Notification.Mails;

/// <summary>A student asked one mentor: the mentor is asked, the student is told that the question is on its way.</summary>
internal static class RequestLetter
{
    public static Letter Write(About a) => a.ToStudent ? ToStudent(a) : ToMentor(a);

    static Letter ToMentor(About a) => new()
    {
        Subject = $"{a.Programme}: a student asks for you, please answer by {a.Clock.Date(a.Until)}",
        Heading = "A student asks for you",
        Preview = $"{a.StudentName}. Please answer by {a.Clock.Short(a.Until)}.",
        Paragraphs =
        [
            Phrase.Of($"Hello {a.ReaderName},"),
            Phrase.Of($"{a.StudentName:strong} looked at the mentors of {a.Programme} and asks you first. A place is held for the two of you until you answer."),
        ],
        Answers = Standings.Of(a),
        Button = Standings.SeeAndAnswer(a, "See the request and answer", "Why you fit, and your yes or no, are on that page. Opening it answers nothing."),
        WhatHappensNext =
        [
            new("If you say yes,", "you are a pair, and we tell the student at once."),
            new("If you say no,", "we tell the student kindly and without a reason, and your place is free again."),
            Standings.Silence(a),
        ],
        Because = a.BecauseInProgramme,
    };

    static Letter ToStudent(About a) => new()
    {
        Subject = $"{a.Programme}: we have asked {a.MentorName}",
        Heading = $"We have asked {a.MentorName}",
        Preview = $"An answer comes by {a.Clock.Short(a.Until)}.",
        Paragraphs =
        [
            Phrase.Of($"Hello {a.ReaderName},"),
            Phrase.Of($"you asked for {a.MentorName:strong} as your mentor. A place is held for you until the answer is here."),
        ],
        Answers = Standings.Of(a),
        Button = Standings.SeeAndAnswer(a, "See your request", "You can take it back there, until the answer has come."),
        WhatHappensNext =
        [
            new("If the answer is yes,", "you are a pair, and we write to you at once."),
            new("If the answer is no,", "we tell you at once, and you can ask the next mentor. It does not count against you."),
            new("If no answer comes,", Phrase.Of($"the request ends on {a.Clock.Full(a.Until)}, and you can ask the next mentor.")),
        ],
        Because = a.BecauseInProgramme,
    };
}
