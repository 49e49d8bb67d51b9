using System.Net;
using Mentorship.Testing;

namespace Mentorship.Portal.Tests;

public sealed class Visits_on_SQLite(Servers servers) : VisitTests(servers, Provider.Sqlite);

public sealed class Visits_on_PostgreSQL(Servers servers) : VisitTests(servers, Provider.Postgres);

/// <summary>The days of a student's visit, which an office writes down.</summary>
public abstract class VisitTests(Servers servers, Provider provider) : PortalTests(servers, provider)
{
    string Page => $"/office/{Host.Cohort}/people/{Host.Student}";

    [Fact]
    public async Task A_day_that_cannot_be_read_comes_back_as_it_was_typed_and_clears_nothing()
    {
        using var coordinator = await CoordinatorAsync();
        Assert.Contains("value=\"2027-06-01\"", await coordinator.TextAsync(Page));

        using var back = await coordinator.SendAsync(Page, "Visit", ("firstDay", "31.3.2027"), ("lastDay", "2027-07-31"));

        Assert.Equal(HttpStatusCode.OK, back.StatusCode);
        var page = await back.Content.ReadAsStringAsync();
        Assert.Contains("That is no date. Write it like 2027-03-31.", page);
        Assert.Contains("value=\"31.3.2027\"", page);
        Assert.Contains("value=\"2027-07-31\"", page);
        Assert.Empty(Host.Visits);
    }

    [Fact]
    public async Task Days_are_noted_and_empty_ones_are_none()
    {
        using var coordinator = await CoordinatorAsync();

        using (var noted = await coordinator.SendAsync(Page, "Visit", ("firstDay", "2027-06-07"), ("lastDay", "")))
            Assert.Equal($"{Page}#visit", Visitor.Where(noted));

        Assert.Equal(("2027-06-07", null), Assert.Single(Host.Visits));
    }

    async Task<Visitor> CoordinatorAsync()
    {
        Host.CohortKind = "rolling";
        var coordinator = Host.Visit();
        await coordinator.SignInAsync(Host.Coordinator, PortalHost.CoordinatorEmail);
        return coordinator;
    }
}
