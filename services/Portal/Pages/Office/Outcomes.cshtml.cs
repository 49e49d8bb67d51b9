using Mentorship.Portal.Clients;
using Mentorship.Portal.Wording;
using Microsoft.AspNetCore.Mvc;

namespace Mentorship.Portal.Pages.Office;

/// <summary>What the newest draft would do, or what a round that went out did: counts without anybody's background, and once a year what the school lets the office see of it.</summary>
internal sealed class OutcomesModel(Desk desk, OutcomeWords words) : OfficePage(desk)
{
    [BindProperty(SupportsGet = true, Name = "publication")]
    public Guid? Publication { get; set; }

    public CohortOutcomes Kept { get; private set; } = null!;

    /// <summary>The newest draft, as long as what it does is not counted yet.</summary>
    public RunRow? Draft { get; private set; }

    public RoundOutcome? Round { get; private set; }

    public Measures? Measures { get; private set; }

    public Taxonomy? Taxonomy { get; private set; }

    public Guid? RunId => Draft?.Id ?? Round?.RunId;

    public string Heading => Draft is { } draft ? words.Say("office-draft", ("number", draft.Number)) : Round is { } round ? words.Say("office-published", ("day", Day(round.OutAt))) : "Outcomes";

    public string StageName(string code) => code.Length == 0 ? "Left since" : Taxonomy!.StageName(code);

    public async Task<IActionResult> OnGetAsync()
    {
        Kept = Found(await Profile.CohortOutcomes(CohortId, Gone));
        if (Publication is { } asked)
        {
            if (Array.Find(Kept.Publications, p => p.Id == asked) is not { } found) return NotFound();
            Round = found;
        }
        else
        {
            Draft = (await Matching.Runs(CohortId, Gone)).Where(r => r.State == "done").MaxBy(r => r.Number);
            if (Draft is { } draft && (Measures = await Matching.RunOutcomes(draft.Id, Gone)) is null || Kept.Publications.Any(p => p.RunId == Draft?.Id)) (Draft, Measures) = (null, null);
            if (Draft is null) Round = Kept.Publications.FirstOrDefault();
        }
        Measures ??= Round?.Measures;
        if (Measures is not null) Taxonomy = await Profile.Taxonomy(Gone);
        return Page();
    }
}
