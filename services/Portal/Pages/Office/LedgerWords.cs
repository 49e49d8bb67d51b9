using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Mentorship.Portal.Clients;
using Mentorship.Portal.Shell;

namespace Mentorship.Portal.Pages.Office;

/// <summary>An act of the ledger with what it says of itself, read for its sentence.</summary>
internal sealed class LedgerLine(LedgerEntry entry, Func<DateTimeOffset, string> moment)
{
    public bool Has(string name) => Text(name) is { Length: > 0 };

    public string? Text(string name) => Value(name) is { ValueKind: JsonValueKind.String or JsonValueKind.Number } value ? value.ToString() : null;

    /// <summary>"3 pairs".</summary>
    public string Count(string name, string one, string? many = null) =>
        Value(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out var n) ? Words.Count(n, one, many) : many ?? one + "s";

    public string? Day(string name) => DateOnly.TryParse(Text(name), CultureInfo.InvariantCulture, out var day) ? Words.Day(day) : null;

    public string? Moment(string name) => DateTimeOffset.TryParse(Text(name), CultureInfo.InvariantCulture, out var at) ? moment(at) : null;

    public bool Pair => entry.PartnerId is not null;

    /// <summary>Whoever it concerned did it.</summary>
    public bool OwnAct => entry.ActorId == entry.SubjectId;

    public bool IsTrue(string name) => Value(name) is { ValueKind: JsonValueKind.True };

    JsonElement? Value(string name) => entry.Details is { ValueKind: JsonValueKind.Object } details && details.TryGetProperty(name, out var value) ? value : null;
}

/// <summary>How an act reads. In its sentence stand <c>{who}</c>, <c>{whom}</c>, <c>{whose}</c> and <c>{with}</c> for people's names.</summary>
/// <param name="Kind">One of <see cref="LedgerWords.Kinds"/>.</param>
/// <param name="Sentence">What was done.</param>
/// <param name="Facts">What else there is to know, a line each; what is null is left out.</param>
internal sealed record LedgerTelling(string Kind, Func<LedgerLine, string> Sentence, Func<LedgerLine, string?[]> Facts);

/// <summary>A part of a sentence: words, or somebody's name.</summary>
internal readonly record struct LedgerPart(string Words, Guid? Person, bool Acted);

/// <summary>The words for every act that Matching and Profile record. A test holds them against the services, so that none is forgotten.</summary>
internal static partial class LedgerWords
{
    const string Hand = "hand", Drafts = "drafts", Publications = "publications", Answers = "answers", Policy = "policy", Applications = "applications",
        Minors = "minors", Trainings = "trainings", Data = "data", Cohort = "cohort", School = "school";

    /// <summary>Kinds of act to choose from. What concerns the whole school stands in no cohort's timeline.</summary>
    public static readonly (string Code, string Word)[] Kinds =
    [
        (Hand, "Pairs by hand"), (Drafts, "Drafts"), (Publications, "Publications"), (Answers, "Answers and offers"), (Policy, "Policy"), (Applications, "Applications"),
        (Minors, "Guardians and clearances"), (Trainings, "Trainings"), (Data, "People’s data and accounts"), (Cohort, "Programme and cohort"),
    ];

    static readonly Dictionary<string, LedgerTelling> Tellings = new()
    {
        ["pair.pinned"] = new(Hand, _ => "{who} paired {whom} with {with} by hand", Why),
        ["pair.unpinned"] = new(Hand, l => l.Pair ? "{who} undid the pair by hand of {whom} with {with}" : "{who} let {whom} into drafts again", None),
        ["pair.moved"] = new(Hand, l => l.Pair ? "{who} moved {whom} to {with} in a draft" : "{who} left {whom} without a mentor in a draft",
            l => [Draft(l), l.Text("mode") switch { "fewest" => "With the fewest changes for others", "best" => "The best for the whole cohort", _ => null }, .. Why(l)]),
        ["student.left-out"] = new(Hand, _ => "{who} left {whom} without a mentor in a draft", l => [Draft(l), .. Why(l)]),
        ["mentors.swapped"] = new(Hand, _ => "{who} let {whom} and {with} change mentors in a draft", l => [Draft(l), .. Why(l)]),
        ["pair.forbidden"] = new(Hand, _ => "{who} kept {whom} and {with} apart", l => [Draft(l), .. Why(l)]),
        ["decision.lifted"] = new(Hand, l => l.Pair ? "{who} let {whom} and {with} be paired again" : "{who} lifted what was decided by hand for {whom}", l => [Draft(l), .. Why(l)]),
        ["places.given"] = new(Hand, l => $"{{who}} gave {{whom}} {l.Count("places", "place")} in this cohort", l => [Draft(l), .. Why(l)]),
        ["person.added"] = new(Hand, _ => "{who} added {whom} to a draft", l => [Draft(l), .. Why(l)]),
        ["override.undone"] = new(Hand, l => l.Text("kind") switch
        {
            "pair" => "{who} undid the move of {whom} to {with}",
            "swap" => "{who} let {whom} and {with} change back",
            "leaveOut" => "{who} undid that {whom} was left without a mentor",
            "forbid" => "{who} undid that {whom} and {with} are kept apart",
            "places" => "{who} undid the places given to {whom}",
            "add" => "{who} took {whom} out of a draft again",
            _ => "{who} undid a decision about {whom}",
        }, l => [Draft(l)]),
        ["run.started"] = new(Drafts, _ => "{who} had a draft made", l => [Draft(l)]),
        ["run.cancelled"] = new(Drafts, _ => "{who} stopped a draft while it was made", l => [Draft(l)]),
        ["run.published"] = new(Publications, _ => "{who} published a draft", l => [Draft(l), l.Count("pairs", "pair"), l.Moment("goesOutAt") is { } at ? $"Offers go out {at}" : null]),
        ["publication.asked"] = new(Publications, _ => "{who} asked another coordinator to publish a draft", l => [Draft(l), l.Count("pairs", "pair")]),
        ["publication.taken-back"] = new(Publications, l => $"{{who}} took back a publication of {l.Count("pairs", "pair")}", None),
        ["answer.recorded"] = new(Answers, l => l.Text("side") == "mentor"
            ? $"{{who}} wrote down that {{with}} said {l.Text("answer") ?? "something"} by phone about {{whom}}"
            : $"{{who}} wrote down that {{whom}} said {l.Text("answer") ?? "something"} by phone about {{with}}", l => [Reason(l)]),
        ["offer.passed-on"] = new(Answers, _ => "{who} passed the offer of {whom} on to {with}", l => [l.Text("choice") is { } choice ? $"Number {choice} on their list" : null]),
        ["offer.withdrawn"] = new(Answers, _ => "{who} withdrew the offer of {with} to {whom}", l => [Reason(l)]),
        ["policy.changed"] = new(Policy, _ => "{who} changed the policy", l => [Version(l), OfficeWords.Objective(l.Text("objective"))]),

        ["applying.changed"] = new(Applications, _ => "{who} changed how people apply", l => [l.Has("placeLimit") ? l.Count("placeLimit", "place") : null, l.Count("questions", "question")]),
        ["application.admitted"] = new(Applications, _ => "{who} admitted {whom}", Decided),
        ["application.waitlisted"] = new(Applications, _ => "{who} put {whom} on the waiting list", Decided),
        ["application.refused"] = new(Applications, _ => "{who} did not admit {whom}", Decided),
        ["readings.shared"] = new(Applications, l => $"{{who}} shared out {l.Count("readings", "reading")} of applications", None),
        ["reading.third"] = new(Applications, _ => "{who} asked for a third reading of {whose} application", None),
        ["reader.named"] = new(Applications, _ => "{who} made {whom} a reader of applications", None),
        ["reader.removed"] = new(Applications, _ => "{who} took reading applications off {whom}", None),

        ["guardian.asked"] = new(Minors, l => l.OwnAct ? "{who} named a guardian, who was asked" : "{who} asked {whose} guardian", None),
        ["consent.given"] = new(Minors, _ => "The guardian of {whom} said yes", None),
        ["consent.refused"] = new(Minors, _ => "The guardian of {whom} said no", None),
        ["consent.confirmed"] = new(Minors, _ => "{who} confirmed the consent of {whose} guardian", l => [l.Has("way") ? $"By {GuardianStanding.Way(l.Text("way"))}" : null]),
        ["consent.withdrawn"] = new(Minors, l => l.Text("by") == "guardian" ? "The guardian of {whom} took their consent back" : "{who} withdrew the consent of {whose} guardian", None),
        ["clearance.recorded"] = new(Minors, _ => "{who} wrote down that {whom} is cleared for work with minors", l => [l.Day("clearedOn") is { } on ? $"Cleared on {on}" : null, l.Day("expiresOn") is { } until ? $"Until {until}" : null]),
        ["clearance.struck"] = new(Minors, _ => "{who} struck out {whose} clearance for work with minors", None),
        ["safeguarding.named"] = new(Minors, _ => "{who} named the safeguarding adult", None),

        ["training.added"] = new(Trainings, _ => "{who} put a training on the list", Training),
        ["training.changed"] = new(Trainings, _ => "{who} changed a training", Training),
        ["training.recorded"] = new(Trainings, _ => "{who} wrote down that {whom} has done a training", None),
        ["training.struck"] = new(Trainings, _ => "{who} struck out that {whom} has done a training", None),

        ["name.revealed"] = new(Data, _ => "{who} looked who {whom} is, while names are hidden", Why),
        ["report.taken"] = new(Data, l => $"{{who}} took out a list of where {l.Count("people", "student stands", "students stand")}", None),
        ["people.exported"] = new(Data, l => $"{{who}} took out a list of {(l.Text("role") == "mentor" ? l.Count("people", "mentor") : l.Count("people", "student"))}", None),
        ["trainings.exported"] = new(Data, _ => "{who} took out a list of trainings done", l => [l.Count("completions", "line")]),
        ["conflicts.exported"] = new(Data, _ => "{who} took out a list of pairs not to be made", l => [l.Count("conflicts", "line")]),
        ["data.exported"] = new(Data, _ => "{who} took a copy of what is held about them", None),
        ["correction.decided"] = new(Data, l => l.Text("decision") == "done" ? "{who} put right what {whom} asked for" : "{who} did not change what {whom} asked for", l => [l.Text("about") is { } about ? CorrectionSubjects.ForOffice(about) : null]),
        ["recovery.started"] = new(Data, _ => "{who} let {whom} back in by another address", Checked),
        ["recovery.stopped"] = new(Data, l => l.OwnAct ? "{who} stopped an attempt to get into their account by another address" : "{who} stopped that {whom} gets back in by another address", None),
        ["recovery.taken"] = new(Data, _ => "{whom} got back in by the address that the office allowed", None),
        ["sign-in.reset"] = new(Data, _ => "{who} voided what {whom} signs in with", Checked),
        ["delegate.named"] = new(Data, _ => "{who} let {whom} answer for them", None),
        ["delegate.ended"] = new(Data, _ => "{who} ended that {whom} answers for somebody", None),
        ["mentor.changed-by-delegate"] = new(Data, _ => "{who} changed {whose} page for them", None),
        ["erasure.asked"] = new(Data, l => l.IsTrue("byOffice") ? "{who} wrote down that {whom} wants to be erased" : "{whom} asked to be erased", l => [l.Moment("dueAt") is { } due ? $"Due {due}" : null]),
        ["erasure.taken-back"] = new(Data, _ => "{who} took back that {whom} is to be erased", None),
        ["erasure.held"] = new(Data, _ => "{who} put the erasing of {whom} on hold", l => [l.Moment("until") is { } until ? $"Until {until}" : null]),
        ["erasure.released"] = new(Data, _ => "{who} let the erasing of {whom} go on", None),
        ["person.erased"] = new(Data, _ => "{who} erased a person", None),

        ["programme.opened"] = new(Cohort, _ => "{who} opened the programme", None),
        ["programme.changed"] = new(Cohort, _ => "{who} changed what the programme says of itself", l => [l.IsTrue("isPublic") ? "Shown to everybody" : "Not shown to everybody"]),
        ["coordinator.appointed"] = new(Cohort, _ => "{who} made {whom} a coordinator", None),
        ["cohort.opened"] = new(Cohort, l => l.Has("after") ? "{who} opened the cohort after the model of an earlier one" : "{who} opened the cohort", None),
        ["cohort.end-set"] = new(Cohort, l => l.Day("endsOn") is { } day ? $"{{who}} set the cohort’s end to {day}" : "{who} took the cohort’s end away", None),
        ["retention.set"] = new(Cohort, l => l.Has("months") ? $"{{who}} had data kept for {l.Count("months", "month")} after a cohort’s end" : "{who} had data kept without an end", None),

        ["reviewer.appointed"] = new(School, _ => "{who} made {whom} a reviewer", None),
        ["reviewer.removed"] = new(School, _ => "{who} took the outcome figures off {whom}", None),
        ["use-profile.changed"] = new(School, _ => "{who} changed what background answers may be used for", l => [Version(l)]),
        ["term.added"] = new(School, _ => "{who} added a term to the list of interests and goals", None),
        ["term.named"] = new(School, _ => "{who} gave a term another name", None),
        ["term.merged"] = new(School, _ => "{who} made two terms one", None),
        ["term.declined"] = new(School, _ => "{who} declined a word that was suggested", None),
    };

    /// <summary>Whoever reads this while another version of a service is running meets acts that this one has no words for.</summary>
    static readonly LedgerTelling Unknown = new(School, _ => "{who} did something that this page has no words for yet", None);

    /// <summary>The acts that there are words for.</summary>
    public static IEnumerable<string> Acts => Tellings.Keys;

    /// <summary>The acts of a kind, as services are asked for them; null for all.</summary>
    public static string? ActsOf(string? kind) => Kinds.Any(k => k.Code == kind) ? string.Join(',', Tellings.Where(t => t.Value.Kind == kind).Select(t => t.Key)) : null;

    public static LedgerTelling Of(string act) => Tellings.GetValueOrDefault(act, Unknown);

    /// <summary>The sentence of an act in parts, names in their places.</summary>
    public static IEnumerable<LedgerPart> Sentence(LedgerEntry entry, LedgerLine line, Func<Guid?, string> actor, Func<Guid?, string> name)
    {
        foreach (var part in Places().Split(Of(entry.Act).Sentence(line)).Where(p => p.Length > 0))
            yield return part switch
            {
                "{who}" => entry.ActorId is { } who ? new(actor(who), who, true) : new("The system", null, false),
                "{whom}" => entry.SubjectId is { } whom ? new(name(whom), whom, false) : new("somebody", null, false),
                "{whose}" => entry.SubjectId is { } whose ? new(Words.Of(name(whose)), whose, false) : new("somebody’s", null, false),
                "{with}" => entry.PartnerId is { } with ? new(name(with), with, false) : new("somebody", null, false),
                var words => new(words, null, false),
            };
    }

    static string?[] None(LedgerLine _) => [];

    static string? Draft(LedgerLine l) => l.Text("number") is { } number ? $"Draft {number}" : null;

    static string? Version(LedgerLine l) => l.Text("version") is { } version ? $"Version {version}" : null;

    /// <summary>Why something was decided by hand, and which rule was bent for it.</summary>
    static string?[] Why(LedgerLine l) =>
    [
        Reason(l),
        l.Has("text") ? $"“{l.Text("text")}”" : null,
        l.Text("bent") switch { null => null, "noSharedTime" => "Although they share too little time", "notRanked" => "Although the student did not name this mentor", _ => "Although it bends a rule" },
    ];

    static string?[] Decided(LedgerLine l) =>
        [Code(l, ApplicationsModel.Reasons), l.Text("readings") is null or "0" ? null : $"After {l.Count("readings", "reading")}", l.Has("note") ? $"“{l.Text("note")}”" : null];

    static string?[] Training(LedgerLine l) =>
    [
        l.Text("need") switch { "required" => "Required", "recommended" => "Recommended", "off" => "Off", _ => null },
        TrainingsModel.Audiences.FirstOrDefault(a => a.Code == l.Text("audience")).Word is { } word ? $"For {word.ToLowerInvariant()}" : null,
    ];

    static string?[] Checked(LedgerLine l) => [HowChecked.Ways.FirstOrDefault(w => w.Way == l.Text("checked")).Word is { } word ? $"Made sure of them {char.ToLowerInvariant(word[0])}{word[1..]}" : null];

    /// <summary>A reason from a list, or the office's own words.</summary>
    static string? Reason(LedgerLine l) => l.Text("reason") is not { Length: > 0 } said || said == "paired-by-hand" ? null
        : Code(l, [.. OverrideModel.Reasons, .. RequestModel.Reasons]) ?? $"“{said}”";

    static string? Code(LedgerLine l, (string Code, string Says)[] known) => known.FirstOrDefault(k => k.Code == l.Text("reason")).Says;

    [GeneratedRegex(@"(\{(?:who|whom|whose|with)\})", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Places();
}
