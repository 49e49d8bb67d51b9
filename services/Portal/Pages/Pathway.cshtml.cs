using Mentorship.Portal.Clients;
using Mentorship.Portal.Shell;

namespace Mentorship.Portal.Pages;

/// <summary>One's own way through programmes over the years.</summary>
internal sealed class PathwayModel(ProfileClient profile, Reader reader, TimeProvider time) : PersonalPage(reader, time)
{
    public PathwayStep[] Steps { get; private set; } = [];

    public async Task OnGetAsync() => Steps = await profile.MyPathway(Gone);
}
