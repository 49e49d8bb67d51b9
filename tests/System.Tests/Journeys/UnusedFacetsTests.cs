using System.Text.Json.Nodes;
using Mentorship.SystemTests.Running;
using Mentorship.Testing;

namespace Mentorship.SystemTests.Journeys;

/// <summary>The proof that a facet which may not be used is not used: whatever people say to it, the solver is given the same bytes.</summary>
[Trait("Category", "Long")]
public sealed class UnusedFacetsTests(Systems systems)
{
    [Fact]
    public async Task Protected_facets_at_random_for_everyone_leave_the_solvers_input_byte_for_byte_the_same()
    {
        var system = await systems.AsIt("embedded");
        var school = await School.OpenAsync(system);
        var office = await school.ProgrammeAsync("Facets");
        var cohort = await office.CohortAsync("2027", "batch");
        var people = new People();
        await office.ImportAsync(cohort, "students", people.Students(10));
        await office.ImportAsync(cohort, "mentors", people.Mentors(4, capacity: 2));
        var members = await office.PeopleAsync(cohort);
        await office.BoardAsync(cohort, 10, 4);
        var before = await InputAsync(office, cohort);

        var random = new Random(2027);
        foreach (var member in members)
            await TellAsync(school, member, facet => facet["protected"]!.GetValue<bool>(), "reporting", random);
        await office.BoardAsync(cohort, 10, 4);
        Assert.Equal(before, await InputAsync(office, cohort));

        // The same with what may be used, so that it shows when something is.
        foreach (var member in members)
            await TellAsync(school, member, facet => facet["code"]!.GetValue<string>() == "rural", "matching", random);
        await Eventually.True("what may be used is seen to be used", async () => before != await InputAsync(office, cohort), TimeSpan.FromSeconds(60));
    }

    static async Task<string> InputAsync(Office office, Guid cohort)
    {
        var run = await office.RunAsync(cohort);
        return (await office.System.RowsAsync("matching", $"SELECT hex(input) FROM runs WHERE lower(id) = '{run["id"]!.GetValue<Guid>()}'"))[0];
    }

    static async Task TellAsync(School school, Member member, Func<JsonNode, bool> which, string purpose, Random random)
    {
        using var profile = school.As("profile", member.Id, member.Role);
        foreach (var facet in (await School.GetAsync(profile, "me/facets"))["facets"]!.AsArray().Where(f => which(f!)))
        {
            var choices = facet!["choices"]!.AsArray();
            await School.PutAsync(profile, $"me/facets/{facet["code"]}", choices.Count == 0
                ? new { words = $"Words {random.Next()}", purpose }
                : new { choices = new[] { choices[random.Next(choices.Count)]!["code"]!.GetValue<string>() }, purpose, wish = "lot" });
        }
    }
}
