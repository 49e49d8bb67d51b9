using Mentorship.Portal.Clients;
using Mentorship.Portal.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Mentorship.Portal.Pages.Office;

/// <summary>Whether the programme has cleared a mentor for work with minors: since when, until when. No policy lifts it.</summary>
internal sealed class ClearanceModel(Desk desk, GuardianClient guardians) : OfficePage(desk)
{
    [BindProperty(SupportsGet = true)]
    public Guid PersonId { get; set; }

    [BindProperty]
    public string? ClearedOn { get; set; }

    [BindProperty]
    public string? ExpiresOn { get; set; }

    [BindProperty]
    public string? About { get; set; }

    public Person Person { get; private set; } = null!;
    public ClearanceOf Clearance { get; private set; } = null!;

    string Here => To($"people/{PersonId}/clearance");

    public async Task OnGetAsync()
    {
        await LoadAsync();
        (ClearedOn, ExpiresOn, About) = (Words.Input(Clearance.ClearedOn), Words.Input(Clearance.ExpiresOn), Clearance.Note);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        TypedDate on = new(ClearedOn), until = new(ExpiresOn);
        Mistakes = Mistakes.Of(("clearedOn", on.Mistake), ("expiresOn", until.Mistake));
        if (!Mistakes.Any)
        {
            var done = await guardians.Clear(CohortId, PersonId, on.Day, until.Day, About, Gone);
            if (done.Refused is not { } no) return Then(Here, Good("The clearance is written down.", "It stands in the ledger with your name."));
            Refuse(no);
        }
        await LoadAsync();
        return Page();
    }

    public async Task<IActionResult> OnPostStrikeAsync()
    {
        var done = await guardians.StrikeClearance(CohortId, PersonId, Gone);
        return Then(Here, done.Refused is { } no ? Bad(no) : Good("The clearance is struck out.", "What the mentor has with minors ends within a moment, and both sides are told."));
    }

    async Task LoadAsync()
    {
        Person = Found(await Profile.PersonIn(CohortId, PersonId, Gone));
        Clearance = Found(await guardians.Clearance(CohortId, PersonId, Gone));
    }

    /// <summary>In one line, for the mentor's own page in the office.</summary>
    public static (string Icon, string? Tone, string Word) Tag(string state) => state switch
    {
        "in-force" => ("shield-check", "good", "In force"),
        "soon" => ("clock-exclamation", "warn", "Runs out soon"),
        "expired" => ("hourglass", "warn", "Has run out"),
        // Nothing to worry about where everybody is of age.
        _ => ("shield-lock", null, "None"),
    };
}
