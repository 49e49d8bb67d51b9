using Mentorship.SystemTests.Running;

namespace Mentorship.SystemTests.Journeys;

public sealed class FewWordsTests(Systems systems)
{
    const int Count = 35;

    [Theory]
    [InlineData("embedded")]
    [InlineData("distributed")]
    public async Task People_of_whom_only_name_address_stage_and_one_interest_are_known_all_get_a_pair(string runs)
    {
        var system = await systems.AsIt(runs);
        var office = await (await School.OpenAsync(system)).ProgrammeAsync("Few words");
        var cohort = await office.CohortAsync("2027", "batch");
        var people = new People();
        await office.ImportAsync(cohort, "students", people.Students(Count));
        await office.ImportAsync(cohort, "mentors", people.Mentors(Count));
        await office.BoardAsync(cohort, Count, Count);

        var run = await office.RunAsync(cohort);
        Assert.Equal(Count, run["matched"]!.GetValue<int>());
        Assert.False(string.IsNullOrEmpty(run["certificate"]!.GetValue<string>()));
    }
}
