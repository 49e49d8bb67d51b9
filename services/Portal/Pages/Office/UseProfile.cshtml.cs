using Mentorship.Portal.Clients;
using Mentorship.Portal.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Mentorship.Portal.Pages.Office;

/// <summary>What the school lets answers about people's background be used for; for administrators, who see nobody's.</summary>
internal sealed class UseProfileModel(Desk desk) : OfficePage(desk)
{
    [BindProperty]
    public UseProfileForm Form { get; set; } = new();

    public UseProfile Now { get; private set; } = null!;

    public async Task OnGetAsync()
    {
        Now = Found(await Profile.UseProfile(Gone));
        Form = new UseProfileForm { Uses = Now.Facets.ToDictionary(f => f.Code, f => f.Use), Version = Now.Version };
    }

    public async Task<IActionResult> OnPostAsync()
    {
        Mistakes = Mistakes.Of(("decidedOn", new TypedDate(Form.DecidedOn).Mistake));
        if (!Mistakes.Any)
        {
            var set = await Profile.SetUseProfile(Form.ToChange(), Gone);
            if (set.Refused is not { } no)
                return Then("/office/use-profile", Good($"Version {set.Value!.Version} holds now.", "For everyone, from this moment."));
            Refuse(no);
        }
        Now = Found(await Profile.UseProfile(Gone));
        Form.Version = Now.Version;
        return Page();
    }
}

internal sealed class UseProfileForm
{
    public Dictionary<string, string> Uses { get; set; } = [];
    public string? Counsel { get; set; }
    public string? DecidedOn { get; set; }
    public int Version { get; set; }

    public UseProfileChange ToChange() => new(Uses, Counsel, new TypedDate(DecidedOn).Day, Version);
}
