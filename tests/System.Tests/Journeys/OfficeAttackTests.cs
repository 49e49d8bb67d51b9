using System.Text.RegularExpressions;
using Mentorship.SystemTests.Browser;
using Mentorship.SystemTests.Running;

namespace Mentorship.SystemTests.Journeys;

/// <summary>
/// An attacker who is coordinator and reviewer opens every page with every filter, asks the price of every decision, and
/// decides. Whatever everyone says to a facet that the law protects, each of these pages is the same to the letter, so
/// nothing is learned beyond what was known before.
/// </summary>
[Trait("Category", "Long")]
public sealed partial class OfficeAttackTests(Systems systems, Browsers browsers)
{
    const int Students = 6, Mentors = 4;

    [Fact]
    public async Task Whatever_is_said_to_a_protected_facet_every_page_of_the_office_is_the_same()
    {
        var system = await systems.AsIt("embedded");
        var school = await School.OpenAsync(system);
        var office = await school.ProgrammeAsync("Attack");
        var cohort = await office.CohortAsync("2027", "batch");
        var people = new People();
        await office.ImportAsync(cohort, "students", people.Students(Students));
        await office.ImportAsync(cohort, "mentors", people.Mentors(Mentors, capacity: 2));
        var members = await office.PeopleAsync(cohort);
        await office.BoardAsync(cohort, Students, Mentors);
        var run = (await office.RunAsync(cohort))["id"]!.GetValue<Guid>();
        await using var attacker = await browsers.VisitAsync(system.Address);
        await attacker.SignInAsync(system, office.Email);

        var random = new Random(2027);
        await SameAsync(run, protectedOnes: true);

        // After a decision of the attacker's own, and with what it cost.
        using var matching = office.Matching;
        var pair = (await School.GetAsync(matching, $"runs/{run}/pairs"))["items"]![0]!;
        var other = members.First(m => m.Role == "mentor" && m.Id != pair["mentorId"]!.GetValue<Guid>()).Id;
        var question = new { kind = "pair", studentId = pair["studentId"]!.GetValue<Guid>(), mentorId = other, mode = "best" };
        var price = await School.PostAsync(matching, $"runs/{run}/overrides/price", question);
        var next = (await School.PostAsync(matching, $"runs/{run}/overrides", new { question.kind, question.studentId, question.mentorId, question.mode, priceToken = price["priceToken"]!.GetValue<string>(), reason = "know-them-both" }))["runId"]!.GetValue<Guid>();
        await SameAsync(next, protectedOnes: true);

        // With what people have opened for matching it shows, so that the test would see a leak.
        var before = await SeenAsync(next);
        await TellAsync(protectedOnes: false);
        var after = await SeenAsync(next);
        Assert.NotEqual(before.Values, after.Values);

        async Task SameAsync(Guid draft, bool protectedOnes)
        {
            var seen = await SeenAsync(draft);
            Assert.True(seen.Count > 120);
            for (var times = 0; times < 2; times++)
            {
                await TellAsync(protectedOnes);
                var again = await SeenAsync(draft);
                foreach (var (page, text) in seen)
                    Assert.True(text == again[page], $"{page} tells something:\n{Difference(text, again[page])}");
            }
        }

        async Task TellAsync(bool protectedOnes)
        {
            foreach (var member in members)
            {
                using var profile = school.As("profile", member.Id, member.Role);
                foreach (var facet in (await School.GetAsync(profile, "me/facets"))["facets"]!.AsArray().Where(f => f!["protected"]!.GetValue<bool>() == protectedOnes))
                {
                    var choices = facet!["choices"]!.AsArray();
                    var version = facet["answer"]?["version"]?.GetValue<int>() ?? 0;
                    await School.PutAsync(profile, $"me/facets/{facet["code"]}", choices.Count == 0
                        ? new { words = $"Words {random.Next()}", purpose = "reporting", version }
                        : new { choices = new[] { choices[random.Next(choices.Count)]!["code"]!.GetValue<string>() }, purpose = protectedOnes ? "reporting" : "matching", wish = "lot", version });
                }
            }
            await office.BoardAsync(cohort, Students, Mentors);
        }

        async Task<Dictionary<string, string>> SeenAsync(Guid draft)
        {
            var seen = new Dictionary<string, string>();
            foreach (var page in Pages(cohort, draft, members))
            {
                var answer = await attacker.Page.Context.APIRequest.GetAsync(page);
                Assert.True(answer.Ok, $"{page} answered {answer.Status}");
                seen[page] = Passing().Replace(await answer.TextAsync(), "");
            }
            return seen;
        }
    }

    static IEnumerable<string> Pages(Guid cohort, Guid run, IReadOnlyList<Member> members)
    {
        var office = $"/office/{cohort}";
        var (students, mentors) = (members.Where(m => m.Role == "student").Select(m => m.Id).ToArray(), members.Where(m => m.Role == "mentor").Select(m => m.Id).ToArray());
        foreach (var page in (string[])["", "/pair", "/pair?from=mentor", "/people", "/people?role=mentor", "/policy", "/runs", "/compare", "/report", "/outcomes", "/publish", "/ledger", "/why", "/applications"])
            yield return office + page;
        yield return "/office/people?q=school.example";
        foreach (var state in (string[])["waiting", "requested", "inDraft", "unmatched", "offered", "active", "again"])
            yield return $"{office}?state={state}";
        foreach (var band in (string[])["", "?band=strong", "?band=good", "?band=possible", "?band=stretch"])
            yield return $"{office}/runs/{run}{band}";
        foreach (var member in members)
            yield return $"{office}/people/{member.Id}";
        foreach (var mentor in mentors)
            yield return $"{office}/pair?mentor={mentor}&all=true";
        foreach (var student in students)
        {
            yield return $"{office}/pair?student={student}&all=true";
            yield return $"{office}/runs/{run}/override?what=pair&student={student}&to=nobody";
            foreach (var other in students.Where(s => s != student))
                yield return $"{office}/runs/{run}/override?what=swap&student={student}&other={other}";
            foreach (var mentor in mentors)
            {
                yield return $"{office}/why?student={student}&mentor={mentor}";
                yield return $"{office}/runs/{run}/override?what=pair&student={student}&to={mentor}&mode=best";
                yield return $"{office}/runs/{run}/override?what=forbid&student={student}&to={mentor}";
            }
        }
    }

    static string Difference(string before, string after)
    {
        var (was, now) = (before.Split('\n'), after.Split('\n'));
        return string.Join('\n', was.Zip(now).Where(l => l.First != l.Second).Take(3).Select(l => $"- {l.First.Trim()}\n+ {l.Second.Trim()}"));
    }

    /// <summary>What differs between two looks at the same thing: the form's token, what lets scripts run, and how long a calculation took.</summary>
    [GeneratedRegex("""<input name="__RequestVerificationToken"[^>]*>| nonce="\w+"|in [\d,]+ ms""", RegexOptions.None, 1000)]
    private static partial Regex Passing();
}
