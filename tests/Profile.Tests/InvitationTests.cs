using System.Net;
using Mentorship.Testing;

namespace Mentorship.Profile.Tests;

public sealed class InvitationsOnSqlite(OnSqlite profile) : InvitationTests(profile), IClassFixture<OnSqlite>;
public sealed class InvitationsOnPostgres(OnPostgres profile) : InvitationTests(profile), IClassFixture<OnPostgres>;

public abstract class InvitationTests(RunningProfile profile) : ProfileTests(profile)
{
    Task<HttpResponseMessage> InviteAsync() => Host.AsCoordinator().PostAsync($"/api/profile/cohorts/{Host.Cohort}/invitations", null);

    async Task<List<Guid>> InvitedAsync() =>
        [.. (await Host.AnnouncedAsync()).Where(e => e.Type == "person-invited" && e.Body.Text("role") != "coordinator").Select(e => e.Body.GetProperty("personId").GetGuid())];

    [Fact]
    public async Task Everybody_is_invited_once_and_later_only_who_came_later()
    {
        var maya = await Host.AddStudentAsync();
        var holt = await Host.AddMentorAsync();
        Assert.Equal(2, (await InviteAsync().Json()).Int("invited"));
        Assert.Equal(0, (await InviteAsync().Json()).Int("invited"));
        var noor = await Host.AddStudentAsync("noor@students.example");
        Assert.Equal(1, (await Host.AsCoordinator().GetAsync($"/api/profile/cohorts/{Host.Cohort}").Json()).Int("notInvited"));
        Assert.Equal(1, (await InviteAsync().Json()).Int("invited"));
        Assert.Equal([maya, holt, noor], await InvitedAsync());
    }

    [Fact]
    public async Task Coordinators_who_press_at_once_invite_each_person_once()
    {
        await Host.ImportAsync("email,name,stage,interests\n" + string.Join('\n', Enumerable.Range(0, 700).Select(i => $"s{i}@students.example,Student {i},college,heart")));
        var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(async _ => (await InviteAsync().Json()).Int("invited")));
        Assert.Equal(700, answers.Sum());
        var invited = await InvitedAsync();
        Assert.Equal((700, 700), (invited.Count, invited.Distinct().Count()));
    }

    [Fact]
    public async Task A_coordinator_of_another_programme_invites_nobody()
    {
        await Host.AddStudentAsync();
        var (winter, _) = await Host.OpenProgrammeAsync("Winter Scholars");
        await Host.AsCoordinator(winter).PostAsync($"/api/profile/cohorts/{Host.Cohort}/invitations", null).Json(HttpStatusCode.NotFound);
        await Host.AsService("portal").PostAsync($"/api/profile/cohorts/{Host.Cohort}/invitations", null).Json(HttpStatusCode.Forbidden);
        Assert.Empty(await InvitedAsync());
    }
}
