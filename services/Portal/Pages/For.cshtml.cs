using Mentorship.Portal.Clients;
using Mentorship.Portal.Shell;

namespace Mentorship.Portal.Pages;

/// <summary>The mentors for whom the reader answers.</summary>
internal sealed class ForModel(ProfileClient profile, Reader reader, TimeProvider time) : PersonalPage(reader, time)
{
    public AnsweredFor[] Mentors { get; private set; } = [];

    public async Task OnGet() => Mentors = await profile.MentorsAnsweredFor(Gone);
}
