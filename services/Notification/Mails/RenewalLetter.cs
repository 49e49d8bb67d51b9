namespace Mentorship.Notification.Mails;

internal static class RenewalLetter
{
    static readonly TimeSpan LinkLasts = TimeSpan.FromDays(30);

    public static Letter Write(About a) => new()
    {
        Subject = $"{a.Programme}: \u201c{a.Training}\u201d counts until {a.Day}",
        Heading = "A training runs out soon",
        Preview = $"\u201c{a.Training}\u201d counts until {a.Day}.",
        Paragraphs =
        [
            Phrase.Of($"Hello {a.ReaderName},"),
            Phrase.Of($"your training \u201c{a.Training:strong}\u201d for {a.Programme:strong} counts until {a.Day:strong}. Please do it again, and write down the new day on your page."),
        ],
        Button = new("See your trainings", "The way to the training is there, too.", a.Page("trainings", a.Until + LinkLasts)),
        WhatHappensNext =
        [
            new("When you have written down the new day,", "we do not remind you again before that one runs out."),
            new("If you do nothing,", "it counts as not done after that day. A mentor of whom it is required gets no new student until it is done."),
        ],
        Because = Phrase.Of($"You get this mail because {a.Programme} asks for this training."),
    };
}
