using Mentorship.Portal.Clients;
using Microsoft.AspNetCore.Mvc;

namespace Mentorship.Portal.Pages.Office;

/// <summary>One person by hand: a name, an address, a stage and one interest are enough to be matchable.</summary>
internal sealed class NewPersonModel(Desk desk) : OfficePage(desk)
{
    [BindProperty(SupportsGet = true)]
    public string Role { get; set; } = "student";

    [BindProperty]
    public string? PersonName { get; set; }

    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public string? Stage { get; set; }

    [BindProperty]
    public string[] Stages { get; set; } = [];

    /// <summary>A list left on "No other" arrives as null.</summary>
    [BindProperty]
    public string?[] Interests { get; set; } = [];

    [BindProperty]
    public int Capacity { get; set; } = 1;

    public Taxonomy Taxonomy { get; private set; } = null!;
    public bool IsMentor => Role == "mentor";

    public async Task OnGetAsync() => Taxonomy = await Profile.Taxonomy(Gone);

    public async Task<IActionResult> OnPostAsync()
    {
        var added = await Profile.AddPerson(CohortId, new(Role, Email ?? "", PersonName ?? "", IsMentor ? null : Stage, IsMentor ? Stages : null, [.. Interests.OfType<string>()], IsMentor ? Capacity : null), Gone);
        if (added.Refused is null)
            return Then(To($"people/{added.Value!.PersonId}"), Good($"{PersonName} is in this cohort now.", "No mail went out. Invitations are a step of their own, under People."));
        Refuse(added.Refused);
        await OnGetAsync();
        return Page();
    }
}
