using Mentorship.Portal.Clients;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Mentorship.Portal.Pages.Public;

/// <summary>The programmes that everybody may know of, those that take applications first.</summary>
internal sealed class ProgrammesModel(ProfileClient profile, Shell.Reader reader, TimeProvider time) : PageModel
{
    public PublicProgramme[] Programmes { get; private set; } = [];

    public string School => reader.School;

    public async Task OnGetAsync(CancellationToken ct) =>
        Programmes = [.. (await profile.PublicProgrammes(ct)).OrderByDescending(p => p.Cohort is { IsOpen: true }).ThenByDescending(p => p.Cohort is not null)];

    public string Window(PublicProgramme programme) => WindowWords.Of(programme.Cohort, time.GetUtcNow());
}
