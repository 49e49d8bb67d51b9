using Mentorship.Portal.Clients;
using Mentorship.Portal.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Mentorship.Portal.Pages.Office;

/// <summary>What a programme says of itself on its public page, and where people come from.</summary>
internal sealed class ProgrammeModel(Desk desk, Tokens.Issuer issuer, GuardianClient guardians) : OfficePage(desk)
{
    [BindProperty(SupportsGet = true)]
    public Guid ProgrammeId { get; set; }

    [BindProperty]
    public ProgrammeForm Form { get; set; } = new();

    public ProgrammeDetail Programme { get; private set; } = null!;
    public SafeguardingAdult Adult { get; private set; } = null!;
    public Retention Retention { get; private set; } = null!;
    public SourceCount[] Sources { get; private set; } = [];
    public Taxonomy Taxonomy { get; private set; } = null!;

    public async Task OnGetAsync()
    {
        await LoadAsync();
        Form = new()
        {
            Description = Programme.Description, Eligibility = Programme.Eligibility, Stages = Programme.Stages, IsPublic = Programme.IsPublic, Version = Programme.Version,
        };
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        var saved = await Profile.ChangeProgramme(ProgrammeId, new(Form.Description, Form.Eligibility, Form.Stages, Form.IsPublic, Form.Version), Gone);
        if (saved.Refused is not { } no)
            return Then($"/office/programmes/{ProgrammeId}", Good("Saved.", Form.IsPublic ? "Everybody can see the public page." : "The public page is seen by nobody until you show it."));
        Refuse(no);
        return Page();
    }

    public async Task<IActionResult> OnPostTagAsync(string? name)
    {
        var made = await Profile.MakeTag(ProgrammeId, name, Gone);
        return Then($"/office/programmes/{ProgrammeId}#sources", made.Refused is { } no ? Bad(no) : Good($"The link for {made.Value!.Name} is made.", "Print it as a code, or send it."));
    }

    /// <summary>The address of the public page as people type it.</summary>
    public string Address(string? tag = null) => Public.PublicAddress.Of(issuer, Programme.Slug, tag);

    async Task LoadAsync()
    {
        Programme = Found(await Profile.Programme(ProgrammeId, Gone));
        Adult = Found(await guardians.SafeguardingAdult(ProgrammeId, Gone));
        Retention = Found(await Profile.Retention(ProgrammeId, Gone));
        Sources = Found(await Profile.Sources(ProgrammeId, null, Gone));
        Taxonomy = await Profile.Taxonomy(Gone);
    }
}

internal sealed class ProgrammeForm
{
    public string? Description { get; set; }
    public string? Eligibility { get; set; }
    public string[] Stages { get; set; } = [];
    public bool IsPublic { get; set; }
    public int Version { get; set; }
}
