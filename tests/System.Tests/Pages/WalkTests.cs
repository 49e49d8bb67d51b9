using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Mentorship.SystemTests.Browser;
using Mentorship.SystemTests.Running;
using Mentorship.Testing;
using Microsoft.Playwright;

namespace Mentorship.SystemTests.Pages;

/// <summary>Every page as whoever it is for: axe in light and dark, wide and narrow, reflow at 320 pixels, doubled text, a quiet console.</summary>
[Collection("Beside")]
public sealed partial class WalkTests(DemoSchool demo, Browsers browsers) : IClassFixture<DemoSchool>
{
    static readonly string[] ForAnyone =
    [
        "/", "/sign-in", "/sign-in/code", "/sign-in/password", "/sign-in/passkey", "/sign-in/you", "/accessibility", "/error", "/erased", "/l/nothing", "/guardian/nothing", "/guardian/{asking}", "/guardian/{asking}?lang=es", "/development/mail", "/programmes",
        "/programmes/{summer}", "/programmes/{summer}/apply", "/programmes/{research}/apply", "/programmes/{summer}/nominate", "/programmes/{summer}/code", "/programmes/{summer}/done",
    ];
    static readonly string[] ForStudents = ["/home", "/mentors/{batch}", "/profile", "/profile/interests", "/profile/words", "/profile/hours", "/profile/meeting", "/profile/wishes", "/profile/avoid?q=dr", "/background", "/background/{facet}", "/background/{protected}", "/inbox", "/account", "/account/addresses", "/your-data", "/pathway", "/trainings", "/your-guardian", "/sign-out"];
    static readonly string[] ForMinors = ["/home", "/your-guardian"];
    static readonly string[] ForAskers = ["/home", "/mentors/{rolling}", "/requests/{pair}"];
    static readonly string[] ForMentors = ["/home", "/profile", "/profile/offer", "/profile/hours", "/profile/places", "/profile/conflicts", "/assistants", "/background", "/background/{facet}", "/inbox", "/trainings"];
    static readonly string[] ForReaders = ["/reading", "/reading/{unread}", "/reading/{read}"];
    static readonly string[] ForReviewers = ["/outcomes", "/outcomes?year=2024"];
    static readonly string[] ForAssistants = ["/for", "/for/{mentor}", "/for/{mentor}/{step}"];
    static readonly string[] ForAdministrators = ["/office", "/office/use-profile", "/office/reviewers", "/office/programmes/{programme}/coordinators", "/office/programmes/{programme}/coordinators/{coordinator}"];
    static readonly string[] ForCoordinators =
    [
        "/office", "/office/erasures", "/office/corrections", "/office/programmes/{programme}/trainings", "/office/programmes/{programme}/retention", "/office/people", "/office/people?q=nobody-of-this-name", "/office/people?interest=hart", "/office/terms", "/office/terms?q=heart",
        "/office/{batch}", "/office/{rolling}", "/office/{batch}/people", "/office/{batch}/people/new",
        "/office/{batch}/people/{student}", "/office/{batch}/people/{mentor}", "/office/{batch}/people/{minor}", "/office/{batch}/people/{student}/recovery", "/office/{batch}/people/{minor}/guardian", "/office/{batch}/people/{student}/guardian", "/office/{batch}/people/{mentor}/clearance", "/office/programmes/{programme}/safeguarding", "/office/{batch}/import", "/office/{batch}/import/{import}", "/office/{batch}/import/{unnamed}/columns",
        "/office/{batch}/pair", "/office/{batch}/pair?from=mentor", "/office/{batch}/policy", "/office/{batch}/runs", "/office/{batch}/runs/{run}",
        "/office/{batch}/runs/{run}/override?what=pair&student={student}", "/office/{batch}/runs/{run}/override?what=swap&student={student}", "/office/{batch}/runs/{run}/override?what=places&to={mentor}&places=9", "/office/{batch}/why", "/office/{batch}/why?student={student}&mentor={mentor}", "/office/{batch}/compare", "/office/{batch}/report", "/office/{batch}/outcomes", "/office/{batch}/publish", "/office/{batch}/ledger", "/office/{batch}/ledger?kind=drafts&who=system", "/office/{batch}/ledger?person={student}&from=2020-01-01", "/office/{batch}/ledger?name=nobody-of-this-name", "/office/{batch}/ledger?name=a", "/office/{batch}/ledger?from=tomorrow", "/account",
        "/office/{batch}/applications", "/office/{batch}/applications?sort=mean", "/office/{batch}/readers", "/office/{batch}/applying", "/office/{batch}/duplicate", "/office/programmes/{programme}", "/office/programmes/{programme}/poster",
    ];

    [Fact]
    public void No_page_is_left_out()
    {
        string[] walked = [.. ForAnyone, .. ForStudents, .. ForMinors, .. ForAskers, .. ForMentors, .. ForReaders, .. ForReviewers, .. ForAssistants, .. ForAdministrators, .. ForCoordinators];
        // Each step of the profile is the same page with another question.
        var shapes = walked.Select(p => p.StartsWith("/profile/", StringComparison.Ordinal) ? "/profile/{}" : Hole().Replace(p.Split('?')[0].Replace("/l/nothing", "/l/{}").Replace("/guardian/nothing", "/guardian/{}"), "{}")).ToHashSet();
        var pages = Directory.GetFiles(Path.Combine(Repository.Root, "services/Portal/Pages"), "*.cshtml", SearchOption.AllDirectories)
            .Select(f => Directive().Match(File.ReadAllText(f))).Where(m => m.Success).Select(m => Hole().Replace(m.Groups[1].Value, "{}")).ToList();
        Assert.True(pages.Count > 20);
        // Options of a list that a page fetches, and no page by themselves.
        Assert.Empty(pages.Except(shapes).Except(["/terms"]));
    }

    [Fact]
    public Task Pages_for_anyone_are_right() => WalkAsync(null, ForAnyone);

    [Fact]
    public Task Pages_for_students_are_right() => WalkAsync(DemoSchool.Student, ForStudents);

    [Fact]
    public Task Pages_for_minors_are_right() => WalkAsync(DemoSchool.Minor, ForMinors);

    [Fact]
    public async Task Pages_for_a_student_who_has_asked_are_right() => await WalkAsync(await demo.EmailOfAskerAsync(), ForAskers);

    [Fact]
    public Task Pages_for_mentors_are_right() => WalkAsync(DemoSchool.Mentor, ForMentors);

    [Fact]
    public Task Pages_for_readers_are_right() => WalkAsync(DemoSchool.Mentor, ForReaders);

    [Fact]
    public Task Pages_for_reviewers_are_right() => WalkAsync(DemoSchool.Reviewer, ForReviewers);

    [Fact]
    public Task Pages_for_assistants_are_right() => WalkAsync(DemoSchool.Assistant, ForAssistants);

    [Fact]
    public Task Pages_for_coordinators_are_right() => WalkAsync(DemoSchool.Coordinator, ForCoordinators);

    [Fact]
    public async Task Pages_for_administrators_are_right()
    {
        await using var system = await Embedded.StartAsync(settings: new(Systems.Roomy) { ["Administrator:Email"] = "root@school.example" });
        await using var visitor = await browsers.VisitAsync(system.Address);
        await visitor.SignInByFileAsync(system);

        // A new installation: the first programme, and who runs it.
        await visitor.OpenAsync("/office");
        await visitor.Field("Name").FillAsync("Summer Scholars");
        await visitor.Button("Create the programme").ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Textbox, new PageGetByRoleOptions { Name = "Name" }).FillAsync("Ruth Abernathy-Cole");
        await visitor.Field("Address").FillAsync("ruth@school.example");
        await visitor.Button("Name the coordinator").ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Help back in" }).ClickAsync();
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Level = 1 })).ToHaveTextAsync("Help Ruth Abernathy-Cole back in");
        var ids = Id().Matches(visitor.Page.Url).Select(m => m.Value).ToArray();
        await CheckAsync(visitor, [.. ForAdministrators.Select(p => p.Replace("{programme}", ids[0], StringComparison.Ordinal).Replace("{coordinator}", ids[1], StringComparison.Ordinal))]);
    }

    async Task WalkAsync(string? email, string[] pages)
    {
        await using var visitor = await browsers.VisitAsync(demo.System.Address);
        if (email is not null)
            await visitor.SignInAsync(demo.System, email);
        await CheckAsync(visitor, [.. pages.Select(demo.At)]);
    }

    /// <summary>In two tabs, for axe keeps one core busy.</summary>
    static async Task CheckAsync(Visitor visitor, string[] pages)
    {
        var (left, wrong) = (new ConcurrentQueue<string>(pages), new ConcurrentBag<string>());
        await using var second = await visitor.TabAsync();
        await Task.WhenAll(WalkThroughAsync(visitor), WalkThroughAsync(second));
        Assert.True(wrong.IsEmpty, string.Join('\n', wrong.Order()));

        async Task WalkThroughAsync(Visitor tab)
        {
            while (left.TryDequeue(out var page))
            {
                var response = await tab.OpenAsync(page);
                if (response.Status is 404 or >= 500)
                    wrong.Add($"{page} answered {response.Status}");
                foreach (var fault in await PageCheck.AllAsync(tab.Page))
                    wrong.Add($"{page} {fault}");
            }
        }
    }

    [GeneratedRegex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", RegexOptions.None, 1000)]
    private static partial Regex Id();

    [GeneratedRegex(@"\{[^}]*\}", RegexOptions.None, 1000)]
    private static partial Regex Hole();

    [GeneratedRegex(@"^@page ""([^""]+)""", RegexOptions.None, 1000)]
    private static partial Regex Directive();
}
