using Mentorship.Portal.Clients;
using Microsoft.AspNetCore.Mvc;

namespace Mentorship.Portal.Pages.Office;

/// <summary>Whom a programme names to guardians, minors and their mentors, for the safety of everybody under 18.</summary>
internal sealed class SafeguardingModel(Desk desk, GuardianClient guardians) : OfficePage(desk)
{
    [BindProperty(SupportsGet = true)]
    public Guid ProgrammeId { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public int Version { get; set; }

    public ProgrammeDetail Programme { get; private set; } = null!;
    public SafeguardingAdult Adult { get; private set; } = null!;

    public async Task OnGetAsync()
    {
        await LoadAsync();
        (Name, Email, Version) = (Adult.Name, Adult.Email, Adult.Version);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var done = await guardians.NameSafeguardingAdult(ProgrammeId, Name, Email, Version, Gone);
        if (done.Refused is not { } no) return Then($"/office/programmes/{ProgrammeId}/safeguarding", Good($"{Name} is the programme’s safeguarding adult.", "Guardians read the name and the address on their page."));
        Refuse(no);
        await LoadAsync();
        return Page();
    }

    async Task LoadAsync()
    {
        Programme = Found(await Profile.Programme(ProgrammeId, Gone));
        Adult = Found(await guardians.SafeguardingAdult(ProgrammeId, Gone));
    }
}
