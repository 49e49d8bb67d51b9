using Mentorship.SystemTests.Browser;
using Mentorship.SystemTests.Running;
using Mentorship.Testing;

namespace Mentorship.SystemTests.Journeys;

public sealed class TelemetryTests(Systems systems, Browsers browsers)
{
    [Fact]
    public async Task One_trace_leads_from_the_browsers_request_through_the_bus_to_the_mail()
    {
        var (system, collector) = await systems.TracedAsync();
        var office = await (await School.OpenAsync(system)).ProgrammeAsync("One trace");
        var cohort = await office.CohortAsync("2027", "batch");
        var people = new People();
        await office.ImportAsync(cohort, "students", people.Students(1));

        await using var coordinator = await browsers.VisitAsync(system.Address);
        await coordinator.SignInAsync(system, office.Email);
        await coordinator.OpenAsync($"/office/{cohort}/people");
        var answer = await coordinator.Page.RunAndWaitForResponseAsync(
            () => coordinator.Button("Invite 1").ClickAsync(), r => r.Request.Method == "POST");
        var trace = await answer.HeaderValueAsync("x-correlation-id");
        Assert.NotNull(trace);

        await system.MailAsync(people.Student(0), "You are invited");
        await Eventually.True("the whole way has been traced", () =>
        {
            var spans = collector.Of(trace);
            return new[] { "mentorship-portal", "mentorship-profile", "mentorship-notification" }.All(s => spans.Any(span => span.Service == s))
                && spans.Any(s => s is { Service: "mentorship-notification", Name: "mail invitation" });
        });
        Assert.Contains(trace, system.LogOf("notification"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_process_tells_the_collector_what_it_measures()
    {
        var (_, collector) = await systems.TracedAsync();
        foreach (var service in (string[])["portal", "profile", "matching", "notification"])
            await Eventually.True($"{service} measures its requests", () => collector.Measures($"mentorship-{service}", "http.server.request.duration"));
    }
}
