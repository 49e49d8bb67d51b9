using Mentorship.Portal.Clients;
using Mentorship.Portal.Shell;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;

namespace Mentorship.Portal.Pages.Office;

/// <summary>Why a student and a mentor are paired, or why not, in sentences: the rule, or the price that the others would pay.</summary>
internal sealed class WhyModel(Desk desk) : OfficePage(desk)
{
    const int MostFound = 8, MostNamed = 4;

    [BindProperty(SupportsGet = true, Name = "student")]
    public Guid? StudentId { get; set; }

    [BindProperty(SupportsGet = true, Name = "mentor")]
    public Guid? MentorId { get; set; }

    /// <summary>What was typed to find the student, or the mentor.</summary>
    [BindProperty(SupportsGet = true, Name = "sq")]
    public string? StudentName { get; set; }

    [BindProperty(SupportsGet = true, Name = "mq")]
    public string? MentorName { get; set; }

    public Choosing Student => new("Student", "sq", StudentName, StudentId, Matches.Students, StudentId is { } id ? Names.Of(id) : null, Names.Hiding, id => Address(id, MentorId), ("mentor", MentorId));

    public Choosing Mentor => new("Mentor", "mq", MentorName, MentorId, Matches.Mentors, MentorId is { } id ? Names.Of(id) : null, Names.Hiding, id => Address(StudentId, id), ("student", StudentId));

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public string? Text { get; set; }

    public PairWhy? Why { get; private set; }

    /// <summary>Nothing keeps the two apart or together, and no draft is open in which that would have a price.</summary>
    public bool MayKeepApart => Why is { RunId: null, Standoff: not ("together" or "rule") };

    (PersonRow[] Students, PersonRow[] Mentors) Matches { get; set; } = ([], []);

    public async Task OnGetAsync()
    {
        // Where names are hidden nobody is found by name; the links of the board and the drafts lead here.
        await Names.LoadAsync([], Gone);
        Matches = Names.Hiding ? ([], []) : (await FindAsync("student", StudentId, StudentName), await FindAsync("mentor", MentorId, MentorName));
        if (StudentId is { } student && MentorId is { } mentor)
            Why = Found(await Matching.Why(CohortId, student, mentor, Gone));
        await Names.LoadAsync(
        [
            StudentId, MentorId, Why?.HasMentorId, .. (Why?.Holding ?? []).Take(MostNamed).Select(s => (Guid?)s), .. (Why?.Helps ?? []).Select(m => (Guid?)m),
            .. (Why?.Price?.Moves ?? []).Take(MostNamed + 1).SelectMany(m => new[] { m.StudentId, m.FromMentorId, m.ToMentorId }),
        ], Gone);
    }

    /// <summary>Two whom the office kept apart may be paired again; where a draft is open, that is decided there, with its price.</summary>
    public async Task<IActionResult> OnPostAllowAsync(Guid student, Guid mentor)
    {
        var allowed = await Matching.Allow(CohortId, student, mentor, Gone);
        return Then(Address(student, mentor), allowed.Refused is { } no ? Bad(no) : Good("They may be paired again.", "It stands in the ledger with your name."));
    }

    /// <summary>Never these two, where no draft is open; in a draft it has a price.</summary>
    public async Task<IActionResult> OnPostKeepApartAsync(Guid student, Guid mentor)
    {
        (StudentId, MentorId) = (student, mentor);
        var apart = await Matching.KeepApart(CohortId, student, mentor, Reason, string.IsNullOrWhiteSpace(Text) ? null : Text, Gone);
        if (apart.Refused is null)
            return Then(Address(student, mentor), Good("They are kept apart.", "Suggestions, lists, requests and drafts hold to it. It stands in the ledger with your name."));
        Refuse(apart.Refused);
        await OnGetAsync();
        return Page();
    }

    async Task<PersonRow[]> FindAsync(string role, Guid? chosen, string? typed) =>
        chosen is not null || string.IsNullOrWhiteSpace(typed) ? [] : (await Profile.People(CohortId, role, typed.Trim(), 1, MostFound, Gone))?.Items ?? [];

    string Address(Guid? student, Guid? mentor)
    {
        var query = new QueryBuilder();
        if (student is { } s) query.Add("student", $"{s}");
        if (mentor is { } m) query.Add("mentor", $"{m}");
        return To("why") + query;
    }

    /// <summary>The answer, the telling sentence first.</summary>
    public IReadOnlyList<string> Lines(PairWhy why)
    {
        var (student, mentor) = (Names.Of(why.StudentId), Names.Of(why.MentorId));
        var lines = new List<string>();
        switch (why.Standoff)
        {
            case "together":
                lines.Add(why.State switch
                {
                    "active" => $"They are mentor and student: both said yes.",
                    "offered" or "requested" => "They have an offer, and answers are due.",
                    "inDraft" => "The newest draft pairs them. This is what speaks for it:",
                    _ => "The office paired them by hand.",
                });
                break;
            case "rule":
                lines.Add(why.Rule!.Sentence);
                lines.Add(why.Rule.MayBend ? "The policy of this cohort set this rule, so the office may bend it for one pair, with a reason." : "Nobody can bend this rule for one pair.");
                break;
            case "underFloor":
                lines.Add("Their fit is under the lower limit of this cohort, so no run proposes them.");
                lines.Add("A pair by hand may still be made, or the limit lowered in the policy.");
                break;
            case "taken":
                lines.Add($"{student} holds a place with {Names.Of(why.HasMentorId)}.");
                break;
            case "noDraft":
                lines.Add("Nothing stands between them. There is no open draft that would say what pairing them costs the others.");
                break;
            case "refused":
                lines.Add(why.Refused ?? "It cannot be worked out now.");
                break;
            default:
                lines.AddRange(OfPrice(why, why.Price!, student, mentor));
                break;
        }
        if (why.Standoff is "price" or "refused" && why.Holding.Length > 0)
            lines.Add($"{Words.Of(mentor)} places in this draft: {Named(why.Holding)}.");
        if (why.Unmatched is { } unmatched)
            lines.Add($"{student} has no mentor in this draft. {unmatched}" + (why.Helps.Length > 0 ? $" One more place with {Words.Or([.. why.Helps.Select(m => Names.Of(m))])} would change it." : ""));
        else if (why is { Standoff: "price", HasMentorId: { } has })
            lines.Add($"{student} has {Names.Of(has)} in this draft.");
        return lines;
    }

    IEnumerable<string> OfPrice(PairWhy why, Price price, string student, string mentor)
    {
        var others = (price.Moves ?? []).Where(m => m.StudentId != why.StudentId).ToArray();
        var lost = price.TotalBefore - price.TotalAfter;
        yield return (price.MatchedAfter - price.MatchedBefore) switch
        {
            < 0 => $"Because {Words.Count(price.MatchedBefore - price.MatchedAfter, "student")} fewer would have a mentor.",
            > 0 => $"{Words.Count(price.MatchedAfter - price.MatchedBefore, "student")} more would have a mentor, so a new run may well find it: places changed since this draft.",
            _ when lost >= 50 => $"Because it would cost the cohort {OfficeWords.Points(lost)} points in all: the mean would fall from {OfficeWords.Points(price.MeanBefore)} to {OfficeWords.Points(price.MeanAfter)}.",
            _ when price.WorstAfter < price.WorstBefore => $"Because somebody would be further behind: the worst-off student would fall from {OfficeWords.Points(price.WorstBefore)} to {OfficeWords.Points(price.WorstAfter)}.",
            _ when lost <= -50 => "Because others would be further behind for it. In total the fit would rise, but this cohort counts being far behind more.",
            _ => "It would be as good for the cohort to a hair; between equals the recorded lottery decides.",
        };
        if (others.Length == 0)
            yield return "Nobody else would move.";
        else
            yield return $"To make room, {Words.Count(others.Length, "other would", "others would")} move: {Words.And([.. others.Take(MostNamed).Select(m => $"{Names.Of(m.StudentId)} ({(m.ToMentorId is { } to ? $"to {Names.Of(to)}" : "without a mentor")})"), .. others.Length > MostNamed ? [$"{others.Length - MostNamed} more"] : Array.Empty<string>()])}.";
        var chose = others.Where(m => m.FromChoice is { } from && (m.ToChoice is not { } got || got > from)).ToArray();
        if (chose.Length > 0)
            yield return $"{Words.Count(chose.Length, "student would lose a mentor they had named", "students would lose mentors they had named")}.";
    }

    string Named(Guid[] people) => Words.And([.. people.Take(MostNamed).Select(p => Names.Of(p)), .. people.Length > MostNamed ? [$"{people.Length - MostNamed} more"] : Array.Empty<string>()]);
}

/// <summary>One of the two who are to be explained: chosen, or to be found by name.</summary>
internal sealed record Choosing(string Role, string Field, string? Typed, Guid? Chosen, PersonRow[] Found, string? Name, bool NamesHidden, Func<Guid?, string> Address, (string Field, Guid? Id) Beside);
