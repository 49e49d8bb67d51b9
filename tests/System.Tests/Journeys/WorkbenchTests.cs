using System.Globalization;
using System.Text.RegularExpressions;
using Mentorship.SystemTests.Browser;
using Mentorship.SystemTests.Running;
using Mentorship.Testing;
using Microsoft.Playwright;

namespace Mentorship.SystemTests.Journeys;

/// <summary>A coordinator's whole road on the demonstration's cohort. Every number on the way is worked out anew from what the solver was given.</summary>
public sealed class WorkbenchTests(Browsers browsers)
{
    const string Fair = "Nobody far behind", Total = "Most in total";

    /// <summary>Bounds of the fits in words, worst first.</summary>
    static readonly (string Word, int From, int Below)[] Fits = [("Stretch", 0, 40_000), ("Possible", 40_000, 60_000), ("Good", 60_000, 80_000), ("Strong", 80_000, int.MaxValue)];

    static readonly Dictionary<string, Func<long, long>> Losses = new() { [Fair] = behind => behind * behind, [Total] = behind => behind };

    [Fact]
    public async Task Pairs_by_hand_drafts_decisions_and_publications_cost_and_come_to_what_the_pages_say()
    {
        await using var system = await Embedded.StartDemoAsync();
        var bench = await Bench.AtAsync(system);
        await using var coordinator = await browsers.VisitAsync(system.Address);
        await coordinator.SignInAsync(system, DemoSchool.Coordinator);

        await PairFiveByHandAsync(coordinator, bench);
        var first = await RunAsync(coordinator, bench, () => coordinator.Page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Fill in the rest") }).ClickAsync());
        first.AssertBest(Losses[Fair]);
        await AssertPageAsync(coordinator, bench, first, byHand: 5);

        await ChangePolicyAsync(coordinator, bench);
        await coordinator.OpenAsync($"/office/{bench.Cohort}/runs/{first.Id}");
        var second = await RunAsync(coordinator, bench, () => coordinator.Button("Run again").ClickAsync());
        second.AssertBest(Losses[Total]);
        await AssertPageAsync(coordinator, bench, second, byHand: 5);
        await AssertComparedAsync(coordinator, bench, first, second);

        // The last of the three is taken back, and everything is as it was.
        var moved = await MoveAsync(coordinator, bench, second);
        var apart = await KeepApartAsync(coordinator, bench, moved);
        await GivePlaceAsync(coordinator, bench, apart);
        var undone = await RunAsync(coordinator, bench, () => coordinator.Button("Undo last decision").ClickAsync());
        Assert.All(apart.Everyone, s => Assert.Equal(apart.MentorOf(s), undone.MentorOf(s)));
        await AssertPageAsync(coordinator, bench, undone, byHand: 6);
        await Assertions.Expect(Section(coordinator, "Decided by hand in this draft").Locator(".m-tag").Filter(new() { HasText = "Undone" })).ToHaveCountAsync(1);

        await RevealOneAsync(coordinator, bench, undone);
        await PublishTwiceAsync(coordinator, system, bench, undone);
    }

    static async Task PairFiveByHandAsync(Visitor coordinator, Bench bench)
    {
        await coordinator.OpenAsync($"/office/{bench.Cohort}/pair");
        var waiting = Number(await coordinator.Page.GetByText(new Regex("paired by hand, .* still without a pair")).Locator("strong").Nth(1).InnerTextAsync());
        for (var pairs = 1; pairs <= 5; pairs++)
        {
            await coordinator.Page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Pair .* with ") }).First.ClickAsync();
            await Assertions.Expect(coordinator.Page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Undo the pair") })).ToHaveCountAsync(pairs);
            await Assertions.Expect(coordinator.Button($"Fill in the rest ({waiting - pairs})")).ToBeVisibleAsync();
        }
    }

    /// <summary>Does what starts a run or makes a draft, and counts the draft that the page then shows.</summary>
    static async Task<Recount> RunAsync(Visitor coordinator, Bench bench, Func<Task> act)
    {
        var before = coordinator.Page.Url;
        await act();
        await Assertions.Expect(coordinator.Page).ToHaveURLAsync(new Regex("/runs/[-0-9a-f]{36}$"));
        await Assertions.Expect(coordinator.Page).Not.ToHaveURLAsync(before);
        await Assertions.Expect(coordinator.Page.GetByText("Optimum verified")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        return await Recount.OfAsync(bench.System, Guid.Parse(coordinator.Page.Url[^36..]));
    }

    static async Task AssertPageAsync(Visitor coordinator, Bench bench, Recount draft, int byHand)
    {
        Assert.Equal(byHand, draft.ByHand);
        var does = Section(coordinator, "What this draft does");
        var choices = bench.Choices(draft);
        Assert.Equal($"{draft.Matched} of {draft.Students}", await FigureAsync(does, "Matched"));
        Assert.Equal($"{choices.First} of {choices.Ranked} {choices.TopThree} in their top three", await FigureAsync(does, "First choice"));
        Assert.Equal($"{draft.PlacesLeft} of {draft.PlacesLeft + draft.Matched} with {draft.MentorsWithPlaces} mentors", await FigureAsync(does, "Places left"));
        Assert.Equal($"{byHand} all kept", await FigureAsync(does, "By hand"));
        foreach (var (word, from, below) in Fits)
            Assert.Equal($"{word} {draft.Between(from, below)}", await TextAsync(does.Locator(".m-key > span").Filter(new() { HasText = word })));
        var shared = Section(coordinator, "How it was shared out");
        Assert.Equal($"{Recount.Points(draft.Mean)} of 100", await FigureAsync(shared, "Mean fit"));
        Assert.Equal(Recount.Points(draft.Worst), await FigureAsync(shared, "Worst-off student"));
        await Assertions.Expect(coordinator.Page.GetByText($"{byHand} pairs by hand kept, {draft.Matched - byHand} of {draft.Students - byHand} filled in")).ToBeVisibleAsync();
        Assert.Equal($"Unmatched {draft.Students - draft.Matched}", await TextAsync(coordinator.Page.Locator("#h-un")));
        Assert.Equal($"Pairs {draft.Matched}", await TextAsync(coordinator.Page.Locator("#h-pairs")));
    }

    /// <summary>The effect of another aim, before it is saved; then saved, and with names hidden.</summary>
    static async Task ChangePolicyAsync(Visitor coordinator, Bench bench)
    {
        await coordinator.OpenAsync($"/office/{bench.Cohort}/policy");
        await coordinator.Page.GetByRole(AriaRole.Radio, new() { NameRegex = new Regex($"^{Total}") }).CheckAsync();
        await coordinator.Page.GetByLabel("Hide names, words and contacts").CheckAsync();
        await coordinator.Page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Save as version") }).ClickAsync();
        await Assertions.Expect(coordinator.Page.GetByText(new Regex("Version 2 holds now")).First).ToBeVisibleAsync();
    }

    static async Task AssertComparedAsync(Visitor coordinator, Bench bench, Recount from, Recount to)
    {
        await coordinator.OpenAsync($"/office/{bench.Cohort}/compare?from={from.Id}&to={to.Id}");
        var table = coordinator.Page.GetByRole(AriaRole.Table, new() { Name = "Figures side by side" });
        Recount[] both = [from, to];
        (string Line, Func<Recount, string> Says)[] lines =
        [
            ("Matched", d => $"{d.Matched} of {d.Students}"), ("First choice", d => $"{bench.Choices(d).First} of {bench.Choices(d).Ranked}"), ("In their top three", d => $"{bench.Choices(d).TopThree}"),
            ("Mean fit", d => Recount.Points(d.Mean)), ("Worst-off student", d => Recount.Points(d.Worst)), .. Fits.Select(f => (f.Word, (Func<Recount, string>)(d => $"{d.Between(f.From, f.Below)}"))),
        ];
        foreach (var (line, says) in lines)
            Assert.Equal(both.Select(says), await table.GetByRole(AriaRole.Row).Filter(new() { Has = coordinator.Page.GetByRole(AriaRole.Rowheader, new() { Name = line, Exact = true }) }).GetByRole(AriaRole.Cell).AllInnerTextsAsync());
        var turns = from.Everyone.CountBy(s => bench.Turn(from, to, s)).ToDictionary();
        foreach (var word in (string[])["Gain", "Lose", "Another, as good", "Unchanged"])
            Assert.StartsWith($"{turns.GetValueOrDefault(word)}", await FigureAsync(coordinator.Page.Locator("main"), word), StringComparison.Ordinal);
        // Ten bars, and the table behind them.
        await coordinator.Page.Locator("figure summary").ClickAsync();
        var bins = await coordinator.Page.GetByRole(AriaRole.Table, new() { Name = "Students by points of fit" }).Locator("tbody tr").AllInnerTextsAsync();
        Assert.Equal(Enumerable.Range(0, 10).Reverse().Select(b => $"{b * 10} to {b * 10 + 10} {string.Join(' ', both.Select(d => d.Between(b * 10_000, b == 9 ? int.MaxValue : b * 10_000 + 10_000)))}"),
            bins.Select(b => Regex.Replace(b, @"\s+", " ").Trim()));
    }

    static async Task<Recount> MoveAsync(Visitor coordinator, Bench bench, Recount draft)
    {
        var row = coordinator.Page.Locator("#pairs tbody tr").Filter(new() { HasNotText = "By hand" }).First;
        await coordinator.OpenAsync($"/office/{bench.Cohort}/runs/{draft.Id}");
        var student = await IdAsync(row.GetByRole(AriaRole.Link).First);
        await row.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("^Move ") }).ClickAsync();
        await Assertions.Expect(coordinator.Field("New mentor")).ToBeVisibleAsync();
        var to = await coordinator.Page.Locator("#to optgroup").First.Locator("option").EvaluateAllAsync<string[]>("found => found.map(o => o.value)");
        await coordinator.Field("New mentor").SelectOptionAsync(to.First(m => Guid.Parse(m) != draft.MentorOf(student)));
        return await ConfirmAsync(coordinator, bench, draft, "Know them both", after => after.ByHand == draft.ByHand + 1, student);
    }

    static async Task<Recount> KeepApartAsync(Visitor coordinator, Bench bench, Recount draft)
    {
        var row = coordinator.Page.Locator("#pairs tbody tr").Filter(new() { HasNotText = "By hand" }).Last;
        var student = await IdAsync(row.GetByRole(AriaRole.Link).First);
        await row.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("^Move ") }).ClickAsync();
        await coordinator.Link("Keep apart").ClickAsync();
        await coordinator.Field("Never with").SelectOptionAsync($"{draft.MentorOf(student)}");
        return await ConfirmAsync(coordinator, bench, draft, "Student asked", after => after.MentorOf(student) != draft.MentorOf(student), student);
    }

    static async Task<Recount> GivePlaceAsync(Visitor coordinator, Bench bench, Recount draft)
    {
        await coordinator.Page.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("^Change the places of ") }).First.ClickAsync();
        var mentor = await IdAsync(coordinator.Page.Locator("#load tbody tr").First.GetByRole(AriaRole.Link).First);
        await Assertions.Expect(coordinator.Field("Places in this cohort")).ToBeVisibleAsync();
        var places = int.Parse(await coordinator.Field("Places in this cohort").InputValueAsync(), CultureInfo.InvariantCulture) + 1;
        await coordinator.Field("Places in this cohort").FillAsync($"{places}");
        await coordinator.Field("Places in this cohort").BlurAsync();
        return await ConfirmAsync(coordinator, bench, draft, "Mentor asked", after => after.PlacesOf(mentor) == draft.PlacesOf(mentor) + 1);
    }

    /// <summary>Reads the price, confirms, and finds that it came to that.</summary>
    static async Task<Recount> ConfirmAsync(Visitor coordinator, Bench bench, Recount draft, string reason, Func<Recount, bool> done, params Guid[] about)
    {
        var form = coordinator.Page.Locator("dialog form[data-override]");
        await Assertions.Expect(form.GetByText("What this costs")).ToBeVisibleAsync();
        var cohort = await FigureAsync(form, "Whole cohort");
        var moves = await FigureAsync(form, "Who moves");
        await form.GetByText(reason, new() { Exact = true }).ClickAsync();
        var after = await RunAsync(coordinator, bench, () => form.GetByRole(AriaRole.Button, new() { Name = "Confirm" }).ClickAsync());
        Assert.True(done(after));
        after.AssertBest(Losses[Total], draft, about);

        var gain = after.Mean - draft.Mean;
        Assert.StartsWith(Math.Abs(gain) < 50 ? $"The mean stays at {Recount.Points(after.Mean)}"
            : $"{(gain < 0 ? "−" : "+")}{Recount.Points(Math.Abs(gain))} of the mean {Recount.Points(draft.Mean)} to {Recount.Points(after.Mean)}", cohort, StringComparison.Ordinal);
        Assert.Contains($"({Recount.Points(Math.Abs(after.Total - draft.Total))} points {(after.Total < draft.Total ? "less" : "more")} in all)", cohort, StringComparison.Ordinal);
        Assert.Contains(after.Matched == draft.Matched ? $"Still {after.Matched} matched." : $"{after.Matched} matched instead of {draft.Matched}.", cohort, StringComparison.Ordinal);
        Assert.Contains(Math.Abs(after.Worst - draft.Worst) < 50 ? $"Worst-off student unchanged at {Recount.Points(after.Worst)}."
            : $"Worst-off student from {Recount.Points(draft.Worst)} to {Recount.Points(after.Worst)}.", cohort, StringComparison.Ordinal);
        var others = draft.Everyone.Except(about).Count(s => draft.MentorOf(s) != after.MentorOf(s));
        Assert.Equal(others, moves == "Nobody else." ? 0 : moves.Split(": ").Length - 1);
        return after;
    }

    /// <summary>Behind the pseudonym stands a person; who looks says why, and the ledger keeps it.</summary>
    static async Task RevealOneAsync(Visitor coordinator, Bench bench, Recount draft)
    {
        var row = coordinator.Page.Locator("#unmatched tbody tr, #pairs tbody tr").Last;
        var student = await IdAsync(row.GetByRole(AriaRole.Link).First);
        var name = Assert.Single(await bench.System.RowsAsync("profile", $"SELECT name FROM people WHERE lower(id) = '{student}'"));
        Assert.DoesNotContain(name, await coordinator.Page.ContentAsync(), StringComparison.Ordinal);
        await coordinator.OpenAsync($"/office/people?q={Uri.EscapeDataString(name)}");
        await Assertions.Expect(coordinator.Page.GetByText(new Regex("^Names are hidden in .*, so nobody is looked for there"))).ToBeVisibleAsync();
        await Assertions.Expect(coordinator.Page.GetByRole(AriaRole.Link, new() { Name = name })).ToHaveCountAsync(0);
        await coordinator.OpenAsync($"/office/{bench.Cohort}/people/{student}");
        Assert.DoesNotContain(name, await coordinator.Page.ContentAsync(), StringComparison.Ordinal);
        await coordinator.Field("Why you need the name").FillAsync("A call at the office is about this student.");
        await coordinator.Button("Show me the name").ClickAsync();
        await Assertions.Expect(coordinator.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(name);
        await coordinator.OpenAsync($"/office/{bench.Cohort}/ledger?person={student}");
        await Assertions.Expect(coordinator.Page.GetByText("A call at the office is about this student.")).ToBeVisibleAsync();
        await coordinator.OpenAsync($"/office/{bench.Cohort}/runs/{draft.Id}");
        Assert.Contains(name, await coordinator.Page.ContentAsync(), StringComparison.Ordinal);
    }

    static async Task PublishTwiceAsync(Visitor coordinator, RunningSystem system, Bench bench, Recount draft)
    {
        var before = Offers();
        await AssertAndPublishAsync("^In ");
        await Assertions.Expect(coordinator.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync($"{draft.Matched} pairs go out");
        await AssertBoardAsync(coordinator, bench, inDraft: 0, offered: draft.Matched);
        await coordinator.OpenAsync($"/office/{bench.Cohort}/publish");
        await coordinator.Button("Take it back").ClickAsync();
        await Assertions.Expect(coordinator.Button($"Publish {draft.Matched} pairs")).ToBeVisibleAsync();
        await AssertBoardAsync(coordinator, bench, inDraft: draft.Matched, offered: 0);
        Assert.Equal(before, Offers());

        await AssertAndPublishAsync("^Now");
        await Eventually.True("both of every pair have an offer by mail", () => Offers() == before + 2 * draft.Matched, TimeSpan.FromSeconds(90));
        await AssertBoardAsync(coordinator, bench, inDraft: 0, offered: draft.Matched);
        Assert.Equal(draft.Everyone.Where(s => draft.MentorOf(s) is not null).Select(s => $"{s}|{draft.MentorOf(s)}").Order(),
            (await system.RowsAsync("matching", $"SELECT lower(student_id), lower(mentor_id) FROM pairs WHERE lower(cohort_id) = '{bench.Cohort}' AND mentor_place IS NOT NULL")).Order());

        int Offers() => system.Mails().Count(m => m.Subject.StartsWith("You have an offer", StringComparison.Ordinal));

        await AssertOutcomesAsync(coordinator, bench, draft);

        async Task AssertAndPublishAsync(string when)
        {
            await coordinator.OpenAsync($"/office/{bench.Cohort}/publish");
            var what = Section(coordinator, "What goes to whom");
            Assert.StartsWith($"{draft.Matched} mails to {draft.Matched} students and {draft.MentorsPaired} mentors", await FigureAsync(what, "Offers"), StringComparison.Ordinal);
            Assert.StartsWith($"{draft.ByHand} ", await FigureAsync(what, "By hand"), StringComparison.Ordinal);
            Assert.StartsWith($"{draft.Students - draft.Matched} ", await FigureAsync(what, "Without a mentor"), StringComparison.Ordinal);
            await coordinator.Page.GetByRole(AriaRole.Radio, new() { NameRegex = new Regex(when) }).CheckAsync();
            await coordinator.Button($"Publish {draft.Matched} pairs").ClickAsync();
        }
    }

    /// <summary>What the round did, once it is out.</summary>
    static async Task AssertOutcomesAsync(Visitor coordinator, Bench bench, Recount draft)
    {
        await Eventually.True("Profile has asked what the round did", async () => (await coordinator.OpenAsync($"/office/{bench.Cohort}/outcomes")).Ok
            && await coordinator.Page.GetByText("Published", new() { Exact = true }).CountAsync() > 0, TimeSpan.FromSeconds(60));
        await Assertions.Expect(coordinator.Page.GetByText($"What went out: {draft.Students} students in the round, {draft.Matched} matched.")).ToBeVisibleAsync();
        var choices = bench.Choices(draft);
        var named = draft.Everyone.Count(s => draft.MentorOf(s) is not null && bench.Named[s].Length > 0);
        var got = draft.Everyone.Count(s => bench.Choice(draft, s) is not null);
        await Assertions.Expect(coordinator.Page.GetByText($"{got} of the {named} who were matched and had named mentors got one of them, {choices.First} the first.")).ToBeVisibleAsync();
        (string Line, int Count)[] expected = [("First choice", choices.First), ("Second or third", choices.TopThree - choices.First), ("A later one", got - choices.TopThree), ("None of theirs", named - got)];
        foreach (var (line, count) in expected)
            Assert.Equal($"{count}", await LastCellAsync(line));
        for (var load = 1; load <= draft.MostWithOne; load++)
            Assert.Equal($"{draft.MentorsWith(load)}", await LastCellAsync(load == 1 ? "1 student" : $"{load} students"));

        Task<string> LastCellAsync(string line) => coordinator.Page.GetByRole(AriaRole.Row)
            .Filter(new() { Has = coordinator.Page.GetByRole(AriaRole.Rowheader, new() { Name = line, Exact = true }) }).GetByRole(AriaRole.Cell).Last.InnerTextAsync();
    }

    static async Task AssertBoardAsync(Visitor coordinator, Bench bench, int inDraft, int offered)
    {
        await coordinator.OpenAsync($"/office/{bench.Cohort}");
        await Assertions.Expect(coordinator.Page.Locator("#pipe-inDraft b")).ToHaveTextAsync($"{inDraft}");
        await Assertions.Expect(coordinator.Page.Locator("#pipe-offered b")).ToHaveTextAsync($"{offered}");
    }

    static ILocator Section(Visitor coordinator, string heading) =>
        coordinator.Page.Locator("section").Filter(new() { Has = coordinator.Page.GetByRole(AriaRole.Heading, new() { NameRegex = new Regex($"^{heading}") }) });

    /// <summary>What stands beside a term, all of it, in one line.</summary>
    static async Task<string> FigureAsync(ILocator within, string term)
    {
        var said = await within.Locator("dt").Filter(new() { HasTextRegex = new Regex($"^{Regex.Escape(term)}$") }).First.EvaluateAsync<string>("""
            term => { const said = []; for (let next = term.nextElementSibling; next?.tagName === 'DD'; next = next.nextElementSibling) said.push(next.innerText); return said.join(' '); }
            """);
        return Regex.Replace(said, @"\s+", " ").Trim();
    }

    static async Task<string> TextAsync(ILocator what) => Regex.Replace(await what.InnerTextAsync(), @"\s+", " ").Trim();

    static async Task<Guid> IdAsync(ILocator link) => Guid.Parse((await link.GetAttributeAsync("href"))![^36..]);

    static int Number(string text) => int.Parse(text, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);

    /// <summary>The cohort as it is before anybody decides anything, and whom its students named.</summary>
    sealed record Bench(RunningSystem System, Guid Cohort, IReadOnlyDictionary<Guid, Guid[]> Named)
    {
        public static async Task<Bench> AtAsync(RunningSystem system)
        {
            var cohort = Guid.Parse(Assert.Single(await system.RowsAsync("matching", "SELECT id FROM cohorts WHERE kind = 'batch'")));
            var programme = Guid.Parse(Assert.Single(await system.RowsAsync("matching", $"SELECT programme_id FROM cohorts WHERE lower(id) = '{cohort}'")));
            var coordinator = Guid.Parse(Assert.Single(await system.RowsAsync("profile", $"SELECT id FROM people WHERE email = '{DemoSchool.Coordinator}'")));
            using var matching = (await School.OpenAsync(system)).As("matching", coordinator, $"coordinator:{programme}");
            var named = new Dictionary<Guid, Guid[]>();
            foreach (var student in (await system.RowsAsync("matching", $"SELECT student_id FROM pool_students WHERE lower(cohort_id) = '{cohort}'")).Select(Guid.Parse))
            {
                using var answer = await matching.GetAsync(new Uri($"cohorts/{cohort}/students/{student}/suggestions", UriKind.Relative));
                if (answer.IsSuccessStatusCode)
                    named[student] = [.. (await School.NodeAsync(answer, "suggestions"))["student"]!["choices"]!.AsArray().Select(c => c!.GetValue<Guid>())];
            }
            return new(system, cohort, named);
        }

        /// <summary>How many students named anyone, got whom they named first, and one of the first three.</summary>
        public (int Ranked, int First, int TopThree) Choices(Recount draft) =>
            (draft.Everyone.Count(s => Named[s].Length > 0), draft.Everyone.Count(s => Choice(draft, s) == 1), draft.Everyone.Count(s => Choice(draft, s) <= 3));

        /// <summary>What becomes of a student, in the page's words: a better fit in words, else a better choice, is a gain.</summary>
        public string Turn(Recount from, Recount to, Guid student)
        {
            if (from.MentorOf(student) == to.MentorOf(student))
                return "Unchanged";
            return Rank(to).CompareTo(Rank(from)) switch { > 0 => "Gain", < 0 => "Lose", _ => "Another, as good" };

            (int Fit, int Choice) Rank(Recount draft) =>
                draft.ScoreOf(student) is { } score ? (Array.FindIndex(Fits, f => score < f.Below), -(Choice(draft, student) ?? 1000)) : (-1, 0);
        }

        public int? Choice(Recount draft, Guid student) =>
            draft.MentorOf(student) is { } mentor && Array.IndexOf(Named[student], mentor) is >= 0 and var at ? at + 1 : null;
    }
}
