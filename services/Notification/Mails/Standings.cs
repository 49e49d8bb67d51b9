namespace Mentorship.Notification.Mails;

/// <summary>What every letter about an open offer shows.</summary>
internal static class Standings
{
    public static IReadOnlyList<Standing> Of(About a) =>
    [
        new("Your answer", Say(a, a.MyAnswer)),
        new($"{a.OtherName}\u2019s answer", Say(a, a.TheirAnswer)),
    ];

    public static Button SeeAndAnswer(About a, string words, Phrase note) =>
        new(words, note, new("answer-offer", a.Facts.PairId!.Value.ToString(), $"/requests/{a.Facts.PairId}", a.Until));

    public static Next Silence(About a) => new("If you do nothing,", Phrase.Of($"the offer ends on {a.Clock.Full(a.Until)}."));

    static string Say(About a, string answer) => answer == "waiting" ? $"waiting, by {a.Clock.Short(a.Until)}" : answer;
}
