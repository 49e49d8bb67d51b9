using Mentorship.Portal.Clients;
using Mentorship.Portal.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Mentorship.Portal.Pages.Office;

/// <summary>What people say is wrong about them: done, or refused with a reason.</summary>
internal sealed class CorrectionsModel(Desk desk) : OfficePage(desk)
{
    public OpenCorrections Open { get; private set; } = new(0, []);

    [BindProperty]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Decision { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public int Version { get; set; }

    public Wrong Wrong => new(Mistakes.In([($"r-{Id:N}", "reason", "Why it stays as it is")]), "Nothing was answered.");

    public async Task<IActionResult> OnGetAsync()
    {
        if (!Coordinates) return NotFound();
        Open = await Profile.Corrections(Gone);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var done = await Profile.DecideCorrection(Id, Decision, Reason, Version, Gone);
        if (done.Refused is not { } no)
            return Then("/office/corrections", Good(Decision == "done" ? "They are told that it is put right." : "They are told that it stays, and read why."));
        if (no.IsNotFound) return NotFound();
        Refuse(no);
        return await OnGetAsync();
    }

    /// <summary>Where it is put right.</summary>
    public static (string? Href, string Says)? Where(OpenCorrection c) => (c.About, c.CohortId) switch
    {
        ("name" or "birthday" or "imported", { } cohort) => ($"/office/{cohort}/people/new", "Adding them again under the same address changes the name, the date and what they have not filled in themselves."),
        ("training", { } cohort) => ($"/office/{cohort}/people/{c.PersonId}#trainings", "Their trainings"),
        ("clearance", { } cohort) => ($"/office/{cohort}/people/{c.PersonId}/clearance", "Their clearance"),
        _ => null,
    };
}
