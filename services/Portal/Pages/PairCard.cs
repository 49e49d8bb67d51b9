using Mentorship.Portal.Clients;
using Mentorship.Portal.Shell;

namespace Mentorship.Portal.Pages;

/// <summary>One pair as one of the two sees it: the other's card, both answers, what may be done, and what follows.</summary>
internal sealed record PairCard(Pair Pair, bool AsStudent, Card Other, string? Programme, TimeZoneInfo Zone, DateTimeOffset Now)
{
    const char Space = '\u00a0';

    /// <summary>A student's family name is for who has become their mentor.</summary>
    public string Name => AsStudent || Pair.State is "active" or "ended" ? Other.Name : Other.GivenName;

    public string Short => Words.Short(Name);

    public string? About => AsStudent ? Other.Headline : Other.StageName;

    public string Mine => AsStudent ? Pair.StudentAnswer : Pair.MentorAnswer;

    public string Theirs => AsStudent ? Pair.MentorAnswer : Pair.StudentAnswer;

    public bool ByRequest => Pair.Origin == "request";

    public bool IsOpen => Pair.State == "offered" && (Pair.Deadline is not { } by || Now < by);

    public bool AsksMe => IsOpen && Mine == "waiting";

    /// <summary>Between one's own yes and the other's answer.</summary>
    public bool MayStepBack => IsOpen && Mine == "yes";

    public string By => Pair.Deadline is { } by ? Words.Moment(by, Zone, Now) : "";

    public string ShortBy => Pair.Deadline is { } by ? Words.ShortMoment(by, Zone, Now) : "";

    public string In => Pair.Deadline is { } by ? Words.Until(by, Zone, Now) : "";

    public string Url => $"/requests/{Pair.Id}";

    public Answers Answers => new(Side("Your answer", Mine, AsStudent), Side($"{Words.Of(Short)} answer", Theirs, !AsStudent));

    public string Heading => (Pair.State, AsStudent) switch
    {
        ("active", true) => $"{Short} is your mentor",
        ("active", false) => $"{Short} is your mentee",
        ("offered", true) when ByRequest => $"You have asked {Name}",
        ("offered", false) when ByRequest => $"{Short} asks you to be their mentor",
        ("offered", true) => $"{Short} is suggested as your mentor",
        ("offered", false) => $"{Short} is suggested as your mentee",
        ("declined", _) => Mine == "no" ? "You said no" : $"{Short} said no",
        ("expired", _) => "The time to answer is over",
        ("ended", _) => "This mentorship has ended",
        _ => "This offer was withdrawn",
    };

    /// <summary>What happens next, as pairs of "if" and "then".</summary>
    public IEnumerable<(string If, string Then)> Next()
    {
        if (Pair.State == "active")
        {
            yield return ("Now", "the programme office helps the two of you to a first meeting. Most pairs meet within two weeks.");
            yield return ("If it does not work out,", "write to the office. Changing is possible, and nobody is blamed.");
            yield break;
        }
        if (!IsOpen) yield break;
        if (Theirs == "yes") yield return ("If you say yes,", $"you are a pair from that moment. We tell {Short} the same day.");
        else if (Mine == "yes") yield return ($"If {Short} says yes,", "you are a pair from that moment, and we write to you the same day.");
        else yield return ("If you both say yes,", $"{Short} is your {(AsStudent ? "mentor" : "mentee")} from that moment, and we write to both of you.");

        yield return (Mine == "yes" ? $"If {Short} says no," : Theirs == "yes" ? "If you say no," : "If either of you says no,", (AsStudent, ByRequest) switch
        {
            (true, true) => "we tell you the same day, and you can ask the next mentor. Nobody is asked without you, and it does not count against you.",
            (true, false) => "the programme office looks for another mentor for you. It does not count against you.",
            _ => $"{(Mine == "yes" ? "we tell you" : $"{Short} is told kindly and without a reason")}, and your place is free again.",
        });
        if (Pair.Deadline is { } by)
        {
            var end = $"the {(ByRequest ? "request" : "offer")} ends on {Words.Day(by, Zone, Now)} at {Words.Clock(by, Zone)}";
            yield return (Mine == "yes" ? "If no answer comes," : "If you do nothing,", (AsStudent, ByRequest) switch
            {
                (true, true) => $"{end}, and you can ask the next mentor.",
                (true, false) => $"{end}, and the programme office looks on for you.",
                _ => $"{end}, {Short} is told, and your place is free again.",
            });
        }
    }

    /// <summary>What became of a pair that is closed, and what to do now.</summary>
    public string Closed => Pair.State switch
    {
        "declined" when Mine == "no" => AsStudent ? "The programme office looks for another mentor for you. It does not count against you." : $"{Short} was told kindly and without a reason. Your place is free again.",
        "declined" => AsStudent ? (ByRequest ? "It does not count against you. Ask the next mentor whenever you like." : "It does not count against you. The programme office looks for another mentor, and you go first.") : "It was the student’s own choice, and your place is free again.",
        "expired" or "offered" => AsStudent ? (ByRequest ? "No answer came in time. It does not count against you; ask the next mentor whenever you like." : "It ended without both answers. It does not count against you, and the programme office looks on.") : "It ended without both answers. The student was told, and your place is free again.",
        "ended" => "Thank you for the time the two of you had.",
        _ => AsStudent ? "Whoever withdrew it, it does not count against you." : "The place it held is free again.",
    };

    /// <summary>An answer that nobody waits for any more was not given in time, or the other one made it needless.</summary>
    Side Side(string whose, string answer, bool student) => new(whose, answer != "waiting" || IsOpen ? answer : Pair.State is "expired" or "offered" ? "silent" : "needless", answer switch
    {
        "waiting" when IsOpen && ShortBy.Length > 0 => $"by{Space}{ShortBy}",
        "yes" when ByRequest && student => AsStudent ? "given when you asked" : $"given when {Short} asked",
        _ => null,
    });
}
