using System.Net;
using System.Text.RegularExpressions;
using Mentorship.Portal.Accounts;
using Mentorship.Portal.Pages.Office;
using Mentorship.Testing;

namespace Mentorship.Portal.Tests;

public sealed class Ledger_page_on_SQLite(Servers servers) : LedgerPageTests(servers, Provider.Sqlite);

public sealed class Ledger_page_on_PostgreSQL(Servers servers) : LedgerPageTests(servers, Provider.Postgres);

/// <summary>Two ledgers as one timeline, in words; and a draft worked out again.</summary>
public abstract partial class LedgerPageTests(Servers servers, Provider provider) : PortalTests(servers, provider)
{
    static readonly DateTimeOffset Began = new(2027, 3, 1, 12, 0, 0, TimeSpan.Zero);

    string Page => $"/office/{Host.Cohort}/ledger";

    [Fact]
    public async Task Every_act_has_a_sentence_and_each_is_shown_once_newest_first_back_and_forth()
    {
        // Every act twice, once with nothing in it, in whichever ledger; many at the same moment.
        var n = 0;
        foreach (var act in LedgerWords.Acts.SelectMany(a => new[] { a, a }))
            Host.Ledgers[n % 3 == 0 ? "profile" : "matching"].Add(new(act, Began.AddMinutes(n++ / 5), Host.Coordinator, Host.Student, Host.Mentor) { Details = n % 2 == 0 ? null : new { } });
        using var office = await OfficeAsync();

        var (pages, next) = (new List<string>(), (string?)Page);
        while (next is not null)
        {
            var page = await office.TextAsync(next);
            pages.Add(page);
            var words = Words(page);
            Assert.DoesNotContain(LedgerWords.Acts, act => words.Contains(act, StringComparison.Ordinal));
            Assert.DoesNotContain("{", words, StringComparison.Ordinal);
            Assert.DoesNotContain("no words for", words, StringComparison.Ordinal);
            next = Leads(page, "next");
        }
        var rows = pages.SelectMany(Rows).ToArray();
        Assert.Equal(n, rows.Length);
        Assert.Equal(n, rows.Distinct().Count());
        var times = pages.SelectMany(p => Time().Matches(p).Select(m => m.Groups[1].Value)).ToArray();
        Assert.Equal(times.OrderDescending(StringComparer.Ordinal), times);

        for (var at = pages.Count - 2; at >= 0; at--)
        {
            var back = await office.GetAsync(Leads(pages[at + 1], "prev")!);
            // Past the newest act the way leads to the first page itself.
            var page = back.StatusCode == HttpStatusCode.Redirect ? await office.TextAsync(Visitor.Where(back)) : WebUtility.HtmlDecode(await back.Content.ReadAsStringAsync());
            Assert.Equal(Rows(pages[at]), Rows(page));
        }
        Assert.Null(Leads(pages[0], "prev"));
    }

    [Fact]
    public async Task An_act_that_comes_meanwhile_moves_nothing_between_pages()
    {
        for (var i = 0; i < 40; i++) Host.Ledgers[i % 2 == 0 ? "matching" : "profile"].Add(new("run.started", Began.AddMinutes(i), Host.Coordinator));
        using var office = await OfficeAsync();
        var first = await office.TextAsync(Page);
        for (var i = 40; i < 50; i++) Host.Ledgers["profile"].Add(new("people.exported", Began.AddMinutes(i), Host.Coordinator));
        var second = await office.TextAsync(Leads(first, "next")!);
        Assert.Equal(25, Rows(first).Length);
        Assert.Equal(15, Rows(second).Length);
        Assert.Empty(Rows(first).Intersect(Rows(second)));
    }

    [Fact]
    public async Task Sentences_say_who_did_what_with_whom_and_why()
    {
        var (ruth, imani, beatrix) = (Host.Coordinator, Host.Student, Host.Mentor);
        var administrator = await AdministratorAsync();
        Host.Ledgers["matching"].AddRange(
        [
            new("pair.pinned", Began, ruth, imani, beatrix) { Details = new { mentorId = beatrix, reason = "know-them-both", text = "They met at the open day.", bent = "noSharedTime" } },
            new("pair.moved", Began, ruth, imani) { Details = new { mode = "fewest", reason = "student-asked", number = 4 } },
            new("run.published", Began, ruth) { Details = new { number = 4, pairs = 12, goesOutAt = new DateTimeOffset(2027, 3, 15, 22, 0, 0, TimeSpan.Zero) } },
            new("answer.recorded", Began, ruth, imani, beatrix) { Details = new { side = "mentor", answer = "no", reason = "no-time" } },
            new("offer.withdrawn", Began, ruth, imani, beatrix) { Details = null },
            new("something.newer", Began, null, imani),
        ]);
        Host.Ledgers["profile"].AddRange(
        [
            new("application.refused", Began, ruth, imani) { Details = new { reason = "incomplete", readings = 2, note = "Half of it is empty." } },
            new("consent.withdrawn", Began, null, imani) { Details = new { by = "guardian" } },
            new("retention.set", Began, ruth) { Details = new { months = 24 } },
            new("recovery.started", Began, ruth, imani) { Details = new { @checked = "in-person" } },
            new("person.erased", Began, null, PortalHost.NewId()),
            new("programme.opened", Began, administrator),
            new("programme.changed", Began, PortalHost.NewId()) { Details = new { isPublic = true } },
        ]);
        using var office = await OfficeAsync();
        var words = Words(await office.TextAsync(Page));
        foreach (var sentence in new[]
        {
            "Ruth Abernathy-Cole paired Imani Castellane with Dr. Beatrix Oyelaran by hand Know them both “They met at the open day.” Although they share too little time",
            "Ruth Abernathy-Cole left Imani Castellane without a mentor in a draft Draft 4 With the fewest changes for others Student asked",
            "Ruth Abernathy-Cole published a draft Draft 4 12 pairs Offers go out Mon 15 March, 5 pm",
            "Ruth Abernathy-Cole wrote down that Dr. Beatrix Oyelaran said no by phone about Imani Castellane No time at the moment",
            "Ruth Abernathy-Cole withdrew the offer of Dr. Beatrix Oyelaran to Imani Castellane What was said about it went with the person.",
            "The system did something that this page has no words for yet",
            "Ruth Abernathy-Cole did not admit Imani Castellane The application says too little After 2 readings “Half of it is empty.”",
            "The guardian of Imani Castellane took their consent back",
            "Ruth Abernathy-Cole had data kept for 24 months after a cohort’s end",
            "Ruth Abernathy-Cole let Imani Castellane back in by another address Made sure of them in person",
            "The system erased a person",
            "An administrator opened the programme",
            "Someone not listed here changed what the programme says of itself Shown to everybody",
        })
            Assert.Contains(sentence, words);
        Assert.Contains("matching 1", words);
        Assert.Contains("mentorship verify ledger --head ledger-heads", words);
    }

    [Fact]
    public async Task What_is_asked_stands_in_the_address_and_each_service_is_asked_once()
    {
        Host.Ledgers["matching"].Add(new("pair.pinned", Began, Host.Coordinator, Host.Student, Host.Mentor));
        Host.Ledgers["profile"].Add(new("people.exported", Began, Host.Mentor));
        using var office = await OfficeAsync();

        var page = await office.TextAsync($"{Page}?kind=hand&who={Host.Coordinator}&person={Host.Mentor}&from=2027-03-01&to=2027-03-02");

        Assert.Equal(["matching", "profile"], Host.LedgersAsked.Select(a => a.Service).Order());
        Assert.Single(Host.LedgersAsked.Select(a => a.Query).Distinct());
        var query = Uri.UnescapeDataString(Host.LedgersAsked.First().Query);
        // By the cohort's clock, the last day to its end.
        Assert.Equal($"?size=26&acts=pair.pinned,pair.unpinned,pair.moved,student.left-out,mentors.swapped,pair.forbidden,decision.lifted,places.given,person.added,override.undone&actor={Host.Coordinator}&person={Host.Mentor}&from=2027-03-01T06:00:00.0000000Z&until=2027-03-03T06:00:00.0000000Z", query);
        Assert.Contains("Only what concerned", page);
        Assert.Contains("value=\"hand\" selected", page);
        Assert.Contains($"<option value=\"{Host.Coordinator}\" selected=\"selected\">Ruth Abernathy-Cole", page);
        // Who acted at all can be chosen, whatever is shown.
        Assert.Contains($"<option value=\"{Host.Mentor}\">Dr. Beatrix Oyelaran", page);
        Assert.Contains($"href=\"{Page}?kind=hand&who={Host.Coordinator}&person={Host.Student}&from=2027-03-01&to=2027-03-02\"", page);

        Host.LedgersAsked.Clear();
        await office.TextAsync($"{Page}?who=system");
        Assert.All(Host.LedgersAsked, a => Assert.Contains($"actor={Guid.Empty}", a.Query, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_name_leads_to_the_person_or_asks_which_one()
    {
        using var office = await OfficeAsync();
        using (var one = await office.GetAsync($"{Page}?name=imani&kind=data"))
            Assert.Equal($"{Page}?kind=data&person={Host.Student}", Visitor.Where(one));
        var which = await office.TextAsync($"{Page}?name=a&kind=data");
        Assert.Contains("Who is meant by “a”?", which);
        Assert.Contains($"href=\"{Page}?kind=data&person={Host.Mentor}\"", which);
        Assert.Contains("Nobody of this cohort is called “zacharias”.", await office.TextAsync($"{Page}?name=zacharias"));
        Assert.Empty(Host.LedgersAsked);
    }

    [Fact]
    public async Task Nothing_found_and_nothing_there_are_said_and_a_day_that_is_none_stays_as_it_was_typed()
    {
        using var office = await OfficeAsync();
        Assert.Contains("Nothing was decided yet", await office.TextAsync(Page));
        Assert.Contains("No such act", await office.TextAsync($"{Page}?kind=policy"));
        var typed = await office.TextAsync($"{Page}?from=1.3.2027");
        Assert.Contains("That is no date.", typed);
        Assert.Contains("value=\"1.3.2027\"", typed);
        Assert.Contains("That is before the first day.", await office.TextAsync($"{Page}?from=2027-03-02&to=2027-03-01"));
        // What is no cut is the first page.
        Assert.Contains("Nothing was decided yet", await office.TextAsync($"{Page}?before=x.y"));
    }

    [Fact]
    public async Task A_draft_worked_out_again_says_whether_it_is_the_same()
    {
        using var office = await OfficeAsync();
        var run = $"/office/{Host.Cohort}/runs/{Host.Run}";
        Assert.Contains("Work it out again", await office.TextAsync(run));
        Assert.Contains("The same inputs gave the same 214\u00a0pairs.", await AgainAsync());
        Host.Replay = (false, 3);
        Assert.Contains("The same inputs gave something else for 3\u00a0students.", await AgainAsync());
        Host.Replay = (false, 0);
        Assert.Contains("the check value kept with them is another one", await AgainAsync());

        async Task<string> AgainAsync()
        {
            using var sent = await office.SendAsync(run, "Replay");
            Assert.Equal(run, Visitor.Where(sent));
            return await office.TextAsync(run);
        }
    }

    /// <summary>An account of whoever runs the installation: no page of theirs anywhere.</summary>
    async Task<Guid> AdministratorAsync()
    {
        await using var db = Host.Db();
        var account = new Account(PortalHost.NewId());
        account.Hold(["administrator"]);
        db.Add(account);
        await db.SaveChangesAsync();
        return account.Id;
    }

    async Task<Visitor> OfficeAsync()
    {
        var office = Host.Visit();
        await office.SignInAsync(Host.Coordinator, PortalHost.CoordinatorEmail);
        return office;
    }

    /// <summary>What is read on a page, without its marks.</summary>
    static string Words(string page) => Spaces().Replace(Marks().Replace(page[page.IndexOf("<main", StringComparison.Ordinal)..], " "), " ").Replace('\u00a0', ' ');

    static string[] Rows(string page) => [.. Row().Matches(page).Select(m => m.Value)];

    static string? Leads(string page, string rel) => Link().Matches(page).Where(m => m.Groups[2].Value == rel).Select(m => m.Groups[1].Value).SingleOrDefault();

    [GeneratedRegex("<[^>]*>", RegexOptions.None, 1000)]
    private static partial Regex Marks();

    [GeneratedRegex(@"[ \t\r\n]+", RegexOptions.None, 1000)]
    private static partial Regex Spaces();

    [GeneratedRegex(@"(matching|profile) \d+(?=</span>)", RegexOptions.None, 1000)]
    private static partial Regex Row();

    [GeneratedRegex("datetime=\"([^\"]+)\"", RegexOptions.None, 1000)]
    private static partial Regex Time();

    [GeneratedRegex("href=\"([^\"]+)\" rel=\"(next|prev)\"", RegexOptions.None, 1000)]
    private static partial Regex Link();
}

/// <summary>Whoever records a new act finds here that its words are missing.</summary>
public sealed partial class LedgerWordsTests
{
    /// <summary>Names made of a state, and the states they can have there.</summary>
    static readonly Dictionary<string, string[]> OfStates = new()
    {
        ["application.{application.State}"] = ["admitted", "waitlisted", "refused"],
        ["consent.{consent.State}"] = ["given", "refused", "withdrawn"],
        ["term.{change.Act}"] = ["added", "named", "merged"],
    };

    [Fact]
    public void There_are_words_for_every_act_that_a_service_records_and_for_no_other()
    {
        var recorded = new HashSet<string>();
        foreach (var file in Directory.GetFiles(Path.Combine(Repository.Root, "services"), "*.cs", SearchOption.AllDirectories).Where(f => !f.Contains("/obj/", StringComparison.Ordinal)))
        {
            var text = File.ReadAllText(file);
            if (!text.Contains(".RecordAsync(", StringComparison.Ordinal)) continue;
            var names = Name().Matches(text).Select(m => m.Groups[1].Value).ToArray();
            Assert.True(names.Length > 0, $"{file} records an act whose name this test does not see.");
            foreach (var name in names)
                if (!name.Contains('{', StringComparison.Ordinal)) recorded.Add(name);
                else
                {
                    Assert.True(OfStates.TryGetValue(name, out var states), $"{file}: say here which states “{name}” can have.");
                    recorded.UnionWith(states.Select(state => $"{name.Split('.')[0]}.{state}"));
                }
        }
        Assert.Contains("pair.pinned", recorded);
        Assert.Contains("data.exported", recorded);
        Assert.Empty(recorded.Except(LedgerWords.Acts).Select(act => $"LedgerWords has no words for {act}"));
        Assert.Empty(LedgerWords.Acts.Except(recorded).Select(act => $"Nobody records {act}, for which LedgerWords has words"));
    }

    [GeneratedRegex(@"""([a-z]+(?:-[a-z]+)*\.(?:[a-z]+(?:-[a-z]+)*|\{[\w.]+\}))""", RegexOptions.None, 1000)]
    private static partial Regex Name();
}
