using Mentorship.Portal.Clients;
using Microsoft.AspNetCore.Mvc;

namespace Mentorship.Portal.Pages.Office;

/// <summary>A programme's address as a printed code, for one place or for any.</summary>
internal sealed class PosterModel(Desk desk, Tokens.Issuer issuer) : OfficePage(desk)
{
    [BindProperty(SupportsGet = true)]
    public Guid ProgrammeId { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? From { get; set; }

    public ProgrammeDetail Programme { get; private set; } = null!;
    public SourceCount? Place { get; private set; }
    public string Window { get; private set; } = "";
    public string Address => Public.PublicAddress.Of(issuer, Programme.Slug, Place?.Tag);

    public async Task OnGetAsync()
    {
        Programme = Found(await Profile.Programme(ProgrammeId, Gone));
        Place = From is null ? null : Found((await Profile.Sources(ProgrammeId, null, Gone))?.FirstOrDefault(s => s.Tag == From));
        if (await Profile.PublicProgramme(Programme.Slug, Gone) is { } shown) Window = Public.WindowWords.Lasting(shown.Cohort, Time.GetUtcNow());
    }
}
