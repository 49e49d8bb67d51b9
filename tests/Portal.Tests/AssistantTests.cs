using System.Net;
using Mentorship.Testing;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Portal.Tests;

public sealed class Assistants_on_SQLite(Servers servers) : AssistantTests(servers, Provider.Sqlite);

public sealed class Assistants_on_PostgreSQL(Servers servers) : AssistantTests(servers, Provider.Postgres);

/// <summary>A mentor's assistant: the pages of both.</summary>
public abstract class AssistantTests(Servers servers, Provider provider) : PortalTests(servers, provider)
{
    [Fact]
    public async Task An_assistant_without_any_other_role_gets_in_answers_and_is_out_again()
    {
        var sam = Host.Join("Sam Okafor", "sam@office.example", "delegate");
        await Host.HearInvitedAsync(sam, "delegate");
        await Eventually.True("the assistant has an account", async () =>
        {
            await using var db = Host.Db();
            return await db.Accounts.AnyAsync(a => a.Id == sam);
        });
        using Visitor mentor = Host.Visit(), assistant = Host.Visit();
        await mentor.SignInAsync(Host.Mentor, PortalHost.MentorEmail);
        await assistant.SignInAsync(sam, "sam@office.example");

        Assert.Contains("Nobody but you", await mentor.TextAsync("/assistants"));
        using (var refused = await mentor.SendAsync("/assistants", "Name", ("Name", ""), ("Email", "sam@office.example")))
        {
            var again = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync());
            Assert.Contains("href=\"#name\"", again);
            Assert.Contains("sam@office.example", again);
        }
        Assert.Contains("Nobody at the moment", await assistant.TextAsync("/for"));
        using (var named = await mentor.SendAsync("/assistants", "Name", ("Name", "Sam Okafor"), ("Email", "sam@office.example")))
            Assert.Equal("/assistants", Visitor.Where(named));
        Assert.Contains("Has changed nothing yet.", await mentor.TextAsync("/assistants"));
        Assert.Contains("Sam Okafor", await mentor.TextAsync("/profile"));

        using (var home = await assistant.GetAsync("/home"))
            Assert.Equal("/for", Visitor.Where(home));
        var page = $"/for/{Host.Mentor}";
        Assert.Contains($"href=\"{page}\"", await assistant.TextAsync("/for"));
        var overview = await assistant.TextAsync(page);
        Assert.Contains("You are answering for Dr. Beatrix Oyelaran.", overview);
        Assert.Contains($"{page}/places", overview);
        foreach (var secret in new[] { "conflicts", "/background", PortalHost.MentorEmail })
            Assert.DoesNotContain(secret, overview);
        var places = await assistant.TextAsync($"{page}/places");
        Assert.Contains("Step 4 of 4", places);
        Assert.Contains("You are answering for Dr. Beatrix Oyelaran.", places);

        (string, string)[] Three(string version) => [("Form.Version", version), ("Form.Places[0].CohortId", $"{Host.Cohort}"), ("Form.Places[0].Capacity", "3"), ("Form.Places[0].Minimum", "0")];
        using (var stale = await assistant.SendAsync($"{page}/places", "", Three("2")))
            Assert.Contains("This page was changed meanwhile.", WebUtility.HtmlDecode(await stale.Content.ReadAsStringAsync()));
        using (var saved = await assistant.SendAsync($"{page}/places", "", Three("3")))
            Assert.StartsWith($"{page}/", Visitor.Where(saved), StringComparison.Ordinal);
        Assert.Contains("3\u00a0students in Summer Scholars 2027", await assistant.TextAsync(page));
        Assert.Contains("Last changed something", await mentor.TextAsync("/assistants"));

        foreach (var closed in new[] { $"{page}/conflicts", $"/for/{Host.Student}", $"/for/{Host.Student}/places", "/assistants", "/profile/places" })
        {
            using var answer = await assistant.GetAsync(closed);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
        using (var ended = await mentor.SendAsync("/assistants", "End", ("assistant", $"{sam}")))
            Assert.Equal("/assistants", Visitor.Where(ended));
        foreach (var closed in new[] { page, $"{page}/places" })
        {
            using var answer = await assistant.GetAsync(closed);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
        Assert.Contains("they have ended it", await assistant.TextAsync("/for"));
    }
}
