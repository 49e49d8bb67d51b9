using System.Net;
using Mentorship.Testing;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Portal.Tests;

public sealed class Outcome_pages_on_SQLite(Servers servers) : OutcomePageTests(servers, Provider.Sqlite);

public sealed class Outcome_pages_on_PostgreSQL(Servers servers) : OutcomePageTests(servers, Provider.Postgres);

/// <summary>Figures by group for reviewers, counts without background for coordinators, and who names whom.</summary>
public abstract class OutcomePageTests(Servers servers, Provider provider) : PortalTests(servers, provider)
{
    [Fact]
    public async Task A_reviewer_sees_a_years_figures_what_can_be_said_and_what_cannot()
    {
        using var reviewer = await SignInAsync("Prof. Luca Marchetti", "marchetti@faculty.example", "reviewer");
        using (var home = await reviewer.GetAsync("/home"))
            Assert.Equal("/outcomes", Visitor.Where(home));

        var page = await reviewer.TextAsync("/outcomes");
        Assert.Contains("2026: 388\u00a0students in 4\u00a0publications.", page);
        Assert.Contains("Groups under ten people are never shown", page);
        Assert.Contains("Other answers together", page);
        Assert.Contains("<small>In a rural place and In a small town</small>", page);
        Assert.Contains("−8 <span class=\"m-muted\">(−15 to −2)</span>", page);
        Assert.Contains("counted since 2025", page);
        Assert.Contains("In a city or suburb (Rural upbringing): 8\u00a0points higher.", page);
        Assert.Contains("Some group would be under ten people, or under five in it would have fared one way. What was counted waits for more and is looked at again when 2027 is over.", page);
        Assert.Contains("1\u00a0question is too few to say.", page);
        Assert.Contains("Who carries the mentoring", page);
        Assert.DoesNotContain("/office", page);
        Assert.DoesNotContain("measure=top-three", page);

        var first = await reviewer.TextAsync("/outcomes?year=2026&measure=first-choice");
        Assert.Contains("59\u00a0%", first);
        Assert.Contains("No group fared clearly differently from everyone else.", first);
        Assert.Contains("1\u00a0question is too few to say.", first);
        using var unknown = await reviewer.GetAsync("/outcomes?year=1999");
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Fact]
    public async Task Before_the_first_year_is_over_the_page_says_when_and_why()
    {
        Host.FirstYear = true;
        using var reviewer = await SignInAsync("Prof. Luca Marchetti", "marchetti@faculty.example", "reviewer");
        var page = await reviewer.TextAsync("/outcomes");
        Assert.Contains("No figures yet", page);
        Assert.Contains("Figures are made when a year is over", page);
        Assert.DoesNotContain("<table", page);
    }

    [Fact]
    public async Task Outside_development_the_figures_open_with_a_second_factor_alone()
    {
        await using var real = await AnotherAsync(new() { ["environment"] = "Production" });
        var person = real.Join("Prof. Luca Marchetti", "marchetti@faculty.example", "reviewer");
        await real.HearInvitedAsync(person, "reviewer");
        await Eventually.True("there is an account", async () =>
        {
            await using var db = real.Db();
            return await db.Accounts.AnyAsync(a => a.Id == person);
        });
        using var reviewer = real.Visit(tls: true);
        await reviewer.SignInAsync(person, "marchetti@faculty.example");
        using (var figures = await reviewer.GetAsync("/outcomes"))
            Assert.Equal("/account?need=second-factor", Visitor.Where(figures));
        Assert.Contains("The outcome figures open with a passkey, or with a password and an app.", await reviewer.TextAsync("/account?need=second-factor"));
    }

    [Fact]
    public async Task Nobody_else_finds_the_figures_and_a_reviewer_finds_nothing_else()
    {
        using var reviewer = await SignInAsync("Prof. Luca Marchetti", "marchetti@faculty.example", "reviewer");
        foreach (var page in (string[])["/office", $"/office/{Host.Cohort}/outcomes", "/office/reviewers"])
            using (var answer = await reviewer.GetAsync(page))
                Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        foreach (var (person, email) in ((Guid, string)[])[(Host.Student, PortalHost.StudentEmail), (Host.Coordinator, PortalHost.CoordinatorEmail)])
        {
            using var visitor = Host.Visit();
            await visitor.SignInAsync(person, email);
            using var answer = await visitor.GetAsync("/outcomes");
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            Assert.DoesNotContain("href=\"/outcomes\"", await visitor.TextAsync("/account"));
        }
    }

    [Fact]
    public async Task A_coordinator_sees_what_a_draft_would_do_and_then_what_it_did()
    {
        using var office = Host.Visit();
        await office.SignInAsync(Host.Coordinator, PortalHost.CoordinatorEmail);
        var page = $"/office/{Host.Cohort}/outcomes";
        var draft = await office.TextAsync(page);
        Assert.Contains("Outcomes of draft 7", draft);
        Assert.Contains("Not published", draft);
        Assert.Contains("102\u00a0students in the round, 95 matched.", draft);
        Assert.Contains("No background answers are used in these figures.", draft);
        Assert.Contains("87 of the 90 who were matched and had named mentors got one of them, 58 the first.", draft);
        Assert.Contains("Half have been in the cohort for less than 20\u00a0days.", draft);
        Assert.Contains("132\u00a0students with 56\u00a0mentors, of 150\u00a0places in all.", draft);
        Assert.Contains("Left since", draft);
        Assert.DoesNotContain("By background", draft);

        Host.LastDraft = (Published: true, Counted: false);
        Assert.Contains("Not out yet", await office.TextAsync(page));

        Host.LastDraft = (Published: true, Counted: true);
        var counted = await office.TextAsync(page);
        Assert.Contains("Outcomes of the round of 14\u00a0March", counted);
        Assert.Contains("102\u00a0students in the round, 96 matched. Counted once, when it went out", counted);
        Assert.Contains("Rural upbringing: too few to say.", counted);
        Host.OwnFigure = true;
        Assert.Contains("Other answers together", await office.TextAsync(page));
        Assert.Contains("Outcomes of the round of", await office.TextAsync($"{page}?publication={Host.Pair}"));
        using var elsewhere = await office.GetAsync($"{page}?publication={Host.Student}");
        Assert.Equal(HttpStatusCode.NotFound, elsewhere.StatusCode);
    }

    [Fact]
    public async Task An_administrator_names_reviewers_and_removes_them()
    {
        using var administrator = await SignInAsync("Ada Root", "ada@school.example", "administrator");
        Assert.Contains("/office/reviewers", await administrator.TextAsync("/office"));
        const string Page = "/office/reviewers";
        Assert.Contains("Prof. Marchetti", await administrator.TextAsync(Page));
        using (var refused = await administrator.SendAsync(Page, "Name", ("Name", ""), ("Email", "x@faculty.example")))
            Assert.Contains("Write the reviewer", await refused.Content.ReadAsStringAsync());
        using (var named = await administrator.SendAsync(Page, "Name", ("Name", "Ona Reade"), ("Email", "ona@faculty.example")))
            Assert.Equal(Page, Visitor.Where(named));
        Assert.Contains("Ona Reade reviews outcome figures now.", await administrator.TextAsync(Page));
        using (var removed = await administrator.SendAsync(Page, "Remove", ("reviewer", $"{Host.Mentor}")))
            Assert.Equal(Page, Visitor.Where(removed));
        Assert.Equal(["ona@faculty.example", $"{Host.Mentor}"], Host.OfReviewers);
    }

    [Fact]
    public async Task A_schools_own_words_stand_on_the_page()
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, """{ "title": "How groups fared", "sub": "In {year} we counted {students}." }""");
            await Host.RestartAsync("Outcomes:Wording", file);
            using var reviewer = await SignInAsync("Prof. Luca Marchetti", "marchetti@faculty.example", "reviewer");
            var page = await reviewer.TextAsync("/outcomes");
            Assert.Contains("<h1>How groups fared</h1>", page);
            Assert.Contains("In 2026 we counted 388\u00a0students.", page);
            Assert.Contains("What can be said", page);
            Assert.Contains("Words on this page: the school’s own.", page);
        }
        finally
        {
            File.Delete(file);
        }
    }

    async Task<Visitor> SignInAsync(string name, string email, string role)
    {
        var person = Host.Join(name, email, role);
        await Host.HearInvitedAsync(person, role);
        await Eventually.True("there is an account", async () =>
        {
            await using var db = Host.Db();
            return await db.Accounts.AnyAsync(a => a.Id == person);
        });
        var visitor = Host.Visit();
        await visitor.SignInAsync(person, email);
        return visitor;
    }
}
