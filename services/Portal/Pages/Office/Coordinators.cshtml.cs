using Mentorship.Portal.Clients;
using Microsoft.AspNetCore.Mvc;

namespace Mentorship.Portal.Pages.Office;

/// <summary>Who runs a programme. Administrators name coordinators and see no other person.</summary>
internal sealed class CoordinatorsModel(Desk desk) : OfficePage(desk)
{
    [BindProperty(SupportsGet = true)]
    public Guid ProgrammeId { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Email { get; set; }

    public ProgrammeDetail Programme { get; private set; } = null!;
    public Coordinator[] Coordinators { get; private set; } = [];

    public async Task OnGetAsync()
    {
        Programme = Found(Administrator ? await Profile.Programme(ProgrammeId, Gone) : null);
        Coordinators = await Profile.Coordinators(ProgrammeId, Gone);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var done = await Profile.AddCoordinator(ProgrammeId, Email ?? "", Name ?? "", Gone);
        if (done.Refused is not { } no) return Then($"/office/programmes/{ProgrammeId}/coordinators", Good($"{Name} coordinates this programme now.", "An invitation is on its way by mail."));
        Refuse(no);
        await OnGetAsync();
        return Page();
    }
}
