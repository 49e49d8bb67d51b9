using System.Text.RegularExpressions;
using Mentorship.SystemTests.Browser;
using Mentorship.SystemTests.Running;
using Mentorship.Testing;
using Microsoft.Playwright;

namespace Mentorship.SystemTests.Journeys;

/// <summary>A rolling cohort from the mail on a phone: ask, answer, pair by hand, fill in, publish, say no, solve again.</summary>
public sealed class RollingTests(Systems systems, Browsers browsers)
{
    const int Phone = 390, Students = 7, Mentors = 8;
    const string PairRows = "SELECT id, version, student_id, mentor_id, state, student_place, mentor_place, student_answer, mentor_answer, deadline, active_at FROM pairs";

    [Theory]
    [InlineData("embedded")]
    [InlineData("distributed", Traits = ["Category", "Long"])]
    public async Task Asked_on_a_phone_paired_by_hand_and_filled_in_every_pair_that_stands_is_left_alone(string runs)
    {
        var system = await systems.AsIt(runs);
        var office = await (await School.OpenAsync(system)).ProgrammeAsync("Open door");
        var cohort = await office.CohortAsync("2027", "rolling");
        var people = new People();
        await office.ImportAsync(cohort, "students", people.Students(Students));
        await office.ImportAsync(cohort, "mentors", people.Mentors(Mentors));
        var members = (await office.InviteAsync(cohort)).ToDictionary(m => m.Id);
        await office.BoardAsync(cohort, Students, Mentors);

        var asked = await AskOnThePhoneAsync(system, office, cohort, people.Student(0));
        await AnswerFromTheMailAsync(system, members[asked].Email, "asks for you", "Say yes");
        using var matching = office.Matching;
        await Eventually.True("the two are a pair", async () => (await BoardAsync(matching, cohort))["active"]!.GetValue<int>() == 1);

        await using var coordinator = await browsers.VisitAsync(system.Address);
        await coordinator.SignInAsync(system, office.Email);
        await PairThreeByHandAsync(coordinator, cohort);
        await coordinator.Button($"Fill in the rest ({Students - 4})").ClickAsync();
        await Assertions.Expect(coordinator.Page.GetByText("Optimum verified")).ToBeVisibleAsync(Patiently);
        await PublishAsync(coordinator, cohort, Students - 1);

        await Eventually.True("every mentor chosen has the offer", () => OfferedMentors(system, office, members).Count == Students - 1, TimeSpan.FromSeconds(60));
        await AnswerFromTheMailAsync(system, OfferedMentors(system, office, members)[0], "You have an offer", "Say no");
        await Eventually.True("the no is in", async () => (await BoardAsync(matching, cohort))["offered"]!.GetValue<int>() == Students - 2);

        // Whoever said no has a free place again, and the student is waiting: solve anew and publish that.
        var standing = await StandingAsync(system, cohort);
        Assert.Equal(Students - 1, standing.Count);
        await coordinator.OpenAsync($"/office/{cohort}/pair");
        await coordinator.Button("Fill in the rest (1)").ClickAsync();
        await Assertions.Expect(coordinator.Page.GetByText("Optimum verified")).ToBeVisibleAsync(Patiently);
        Assert.Equal(standing, await StandingAsync(system, cohort));
        await PublishAsync(coordinator, cohort, 1);
        await Eventually.True("the last offer is out", async () => (await BoardAsync(matching, cohort))["offered"]!.GetValue<int>() == Students - 1);
        Assert.Empty(standing.Except(await StandingAsync(system, cohort)));
    }

    /// <summary>From the invitation, with a mailed code and no password, to the question that is on its way. Returns the mentor asked.</summary>
    async Task<Guid> AskOnThePhoneAsync(RunningSystem system, Office office, Guid cohort, string student)
    {
        await using var phone = await browsers.VisitAsync(system.Address, width: Phone);
        await phone.FollowAsync(await system.MailAsync(student, "You are invited"));
        var before = Steps.CodesTo(system, student);
        await phone.Button("Mail me a code").ClickAsync();
        await phone.TypeCodeAsync(system, student, before);
        await phone.OpenAsync($"/mentors/{cohort}");
        await phone.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { NameRegex = new Regex("^Ask Mentor") }).First.ClickAsync();
        await Assertions.Expect(phone.Page.GetByText(new Regex("^An answer is due from Mentor")).First).ToBeVisibleAsync();
        var pair = Assert.Single(await system.RowsAsync("matching", $"SELECT mentor_id FROM pairs WHERE lower(CAST(cohort_id AS text)) = '{cohort}'"));
        return Guid.Parse(pair);
    }

    async Task AnswerFromTheMailAsync(RunningSystem system, string mentor, string subject, string answer)
    {
        await using var phone = await browsers.VisitAsync(system.Address, width: Phone);
        await phone.FollowAsync(await system.MailAsync(mentor, subject));
        await phone.Button(answer).ClickAsync();
        await Assertions.Expect(phone.Page.GetByText("Sign in to see it all")).ToBeVisibleAsync();
    }

    static async Task PairThreeByHandAsync(Visitor coordinator, Guid cohort)
    {
        await coordinator.OpenAsync($"/office/{cohort}/pair");
        for (var pairs = 1; pairs <= 3; pairs++)
        {
            await coordinator.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { NameRegex = new Regex("^Pair Student") }).First.ClickAsync();
            await Assertions.Expect(coordinator.Button("Undo the pair")).ToHaveCountAsync(pairs);
        }
    }

    static async Task PublishAsync(Visitor coordinator, Guid cohort, int pairs)
    {
        await coordinator.OpenAsync($"/office/{cohort}/publish");
        await coordinator.Page.GetByRole(AriaRole.Radio, new PageGetByRoleOptions { NameRegex = new Regex("^Now") }).CheckAsync();
        await coordinator.Button(pairs == 1 ? "Publish 1 pair" : $"Publish {pairs} pairs").ClickAsync();
    }

    static List<string> OfferedMentors(RunningSystem system, Office office, Dictionary<Guid, Member> members) =>
        [.. members.Values.Where(m => m.Role == "mentor" && system.MailsTo(m.Email).Any(mail => mail.Subject.StartsWith($"You have an offer from {office.Name}", StringComparison.Ordinal))).Select(m => m.Email)];

    /// <summary>Every pair that holds places, whole rows.</summary>
    static async Task<IReadOnlyList<string>> StandingAsync(RunningSystem system, Guid cohort) =>
        await system.RowsAsync("matching", $"{PairRows} WHERE lower(CAST(cohort_id AS text)) = '{cohort}' AND mentor_place IS NOT NULL ORDER BY id");

    static async Task<System.Text.Json.Nodes.JsonNode> BoardAsync(HttpClient matching, Guid cohort) =>
        (await School.GetAsync(matching, $"cohorts/{cohort}/board"))["counts"]!;

    static LocatorAssertionsToBeVisibleOptions Patiently => new() { Timeout = 60_000 };
}
