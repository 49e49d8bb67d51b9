using Mentorship.Portal.Clients;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Mentorship.Portal.Pages;

/// <summary>Terms that somebody may mean by what they typed so far: for whoever applies, and for those who are in.</summary>
internal sealed class TermsModel(ProfileClient profile) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string Kind { get; set; } = "interest";

    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    public FoundTerm[] Found { get; private set; } = [];

    /// <summary>The id of the list that they are options of.</summary>
    public string List => Picks.Found(Kind);

    public async Task OnGetAsync(CancellationToken ct) => Found = await profile.FindTerms(Q ?? "", Kind, ct);
}
