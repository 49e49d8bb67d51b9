using Mentorship.Portal.Clients;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Mentorship.Portal.Pages.Public;

/// <summary>The programmes that everybody may know of, those that take applications first.</summary>
internal sealed class ProgrammesModel(ProfileClient profile, Shell.Reader reader, TimeProvider time) : PageModel
{
    public PublicProgramme[] Programmes { get; private set; } = [];

    public string School => reader.School;

    public async Task OnGetAsync(CancellationToken ct) =>
        Programmes = [.. (await profile.PublicProgrammes(ct)).OrderByDescending(p => p.Cohort is { IsOpen: true }).ThenByDescending(p => p.Cohort is not null)];

    /// <summary>Terms for what is typed so far, as the options of a field's list: for whoever applies, and for those who are in.</summary>
    public async Task<IActionResult> OnGetTermsAsync(string kind, string? q, CancellationToken ct) =>
        Partial("_Found", new Found(kind == "goal" ? "goals-found" : "interests-found", await profile.FindTerms(q ?? "", kind, ct)));

    public string Window(PublicProgramme programme) => WindowWords.Of(programme.Cohort, time.GetUtcNow());
}
