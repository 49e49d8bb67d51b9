using Mentorship.Portal.Clients;
using Mentorship.Portal.Shell;

namespace Mentorship.Portal.Pages.Public;

/// <summary>What a programme is, whom it is for, until when one can apply and what comes then.</summary>
internal sealed class ProgrammeModel(ProfileClient profile, Reader reader, TimeProvider time) : PublicPage(profile, reader, time)
{
    Taxonomy? _taxonomy;

    public string[] Stages => [.. Programme.Stages.Select(s => _taxonomy?.StageName(s) ?? s)];

    public bool EveryStage => Programme.Stages.Length == _taxonomy?.Stages.Length;

    public async Task OnGetAsync() => _taxonomy = await Profile.Taxonomy(Gone);
}
