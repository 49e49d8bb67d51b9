namespace Mentorship.Notification.Mails;

/// <summary>Somebody answered: the other side is told, and also the person for whom the office wrote the answer down.</summary>
internal static class AnswerLetter
{
    static readonly TimeSpan LinkLasts = TimeSpan.FromDays(14);

    public static Letter Write(About a) => (a.ByReader, a.Facts.Answer) switch
    {
        (true, _) => WrittenDown(a),
        (false, "yes") => TheySaidYes(a),
        _ => TheySaidNo(a),
    };

    static Letter WrittenDown(About a) => new()
    {
        Subject = $"{a.Programme}: the office noted your {a.Facts.Answer}",
        Heading = $"The office noted your {a.Facts.Answer}",
        Preview = "If that is not what you said, please tell us today.",
        Paragraphs =
        [
            Phrase.Of($"Hello {a.ReaderName},"),
            Phrase.Of($"the programme office wrote down your answer to the offer with {a.OtherName:strong}: {a.Facts.Answer!:strong}. You gave it to a person, not on the page, so we confirm it here."),
        ],
        Button = ToThePage(a),
        WhatHappensNext = [new("If that is not what you said,", "reply to this mail today, and the office puts it right.")],
        Because = a.BecauseInProgramme,
    };

    static Letter TheySaidYes(About a) => new()
    {
        Subject = $"{a.Programme}: {a.OtherName} said yes",
        Heading = $"{a.OtherName} said yes",
        Preview = "Your page says whose answer is still missing.",
        Paragraphs =
        [
            Phrase.Of($"Hello {a.ReaderName},"),
            Phrase.Of($"{a.OtherName:strong} said yes to being paired with you. When both answers are yes, you are a pair."),
        ],
        Button = ToThePage(a),
        Because = a.BecauseInProgramme,
    };

    static Letter TheySaidNo(About a) => new()
    {
        Subject = a.ToStudent ? $"{a.Programme}: this offer did not work out" : $"{a.Programme}: your place is free again",
        Heading = a.ToStudent ? "This offer did not work out" : "Your place is free again",
        Preview = a.ToStudent ? "It says nothing about you, and you are not forgotten." : "You need not do anything.",
        Paragraphs =
        [
            Phrase.Of($"Hello {a.ReaderName},"),
            a.ToStudent
                ? Phrase.Of($"{a.MentorName:strong} cannot take you on this time. Mentors say no for many reasons, most often time, and we do not ask for them. It does not count against you.")
                : Phrase.Of($"{a.StudentName:strong} decided otherwise this time. Nothing is held against either of you."),
        ],
        Button = ToThePage(a),
        WhatHappensNext = a.ToStudent
            ? [new("If you do nothing,", "the programme office looks for another mentor for you. Your page says what comes next and when, and whether you can ask somebody yourself.")]
            : [new("If you do nothing,", "your place can go to another student. Nobody becomes your mentee before you say yes.")],
        Because = a.BecauseInProgramme,
    };

    static Button ToThePage(About a) => new("Open your page", null, a.Page("home", a.Until + LinkLasts));
}
