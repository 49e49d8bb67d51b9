using Mentorship.Portal.Clients;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Mvc;

namespace Mentorship.Portal.Pages.Office;

/// <summary>The cohorts a coordinator runs; for the administrator also the programmes and who runs them. No person's data stands here.</summary>
internal sealed class IndexModel(Desk desk) : OfficePage(desk)
{
    public Programme[] Programmes { get; private set; } = [];

    public bool Runs(Programme p) => User.Coordinates(p.Id);

    /// <summary>How many corrections wait for an answer.</summary>
    public int ToPutRight { get; private set; }

    public async Task OnGetAsync()
    {
        Programmes = await Profile.Programmes(Gone);
        if (Coordinates) ToPutRight = (await Profile.Corrections(Gone)).Total;
    }

    public async Task<IActionResult> OnPostCohortAsync(Guid programmeId, string name, string kind, string timeZone)
    {
        var made = await Profile.AddCohort(programmeId, name, kind, timeZone, Gone);
        return made.Refused is { } no ? await AgainAsync(no) : Then($"/office/{made.Value!.Id}", Good($"{name} is open.", "Nobody is in it yet."));
    }

    public async Task<IActionResult> OnPostProgrammeAsync(string name, string? description)
    {
        var made = await Profile.AddProgramme(name, description, Gone);
        return made.Refused is { } no ? await AgainAsync(no) : Then($"/office/programmes/{made.Value!.Id}/coordinators", Good($"{name} is a programme now.", "Name a coordinator next: only coordinators see people."));
    }

    async Task<IActionResult> AgainAsync(Refused no)
    {
        Note = Bad(no);
        await OnGetAsync();
        return Page();
    }
}
