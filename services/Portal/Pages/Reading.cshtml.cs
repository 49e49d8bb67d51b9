using Mentorship.Portal.Clients;
using Mentorship.Portal.Shell;

namespace Mentorship.Portal.Pages;

/// <summary>What a reader was asked to read, by cohort, and how much of it is done.</summary>
internal sealed class ReadingModel(ProfileClient profile, Reader reader, TimeProvider time) : PersonalPage(reader, time)
{
    public IGrouping<string, ToRead>[] Lists { get; private set; } = [];

    public async Task OnGet() => Lists = [.. (await profile.ToRead(Gone)).GroupBy(a => $"{a.Programme} {a.Cohort}")];
}
