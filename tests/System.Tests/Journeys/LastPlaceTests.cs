using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Mentorship.SystemTests.Running;

namespace Mentorship.SystemTests.Journeys;

public sealed class LastPlaceTests(Systems systems)
{
    const int Racing = 10;

    [Theory]
    [InlineData("embedded")]
    [InlineData("distributed")]
    public async Task Of_ten_who_ask_for_the_last_place_at_once_one_gets_it_and_nine_are_told_what_is_next(string runs)
    {
        var system = await systems.AsIt(runs);
        var school = await School.OpenAsync(system);
        var office = await school.ProgrammeAsync("Last place");
        var cohort = await office.CohortAsync("2027", "rolling");
        var people = new People();
        await office.ImportAsync(cohort, "students", people.Students(Racing));
        await office.ImportAsync(cohort, "mentors", people.Mentors(2));
        await office.BoardAsync(cohort, Racing, 2);
        var members = await office.PeopleAsync(cohort);
        var mentors = members.Where(m => m.Role == "mentor").Select(m => m.Id).ToList();

        var answers = await Task.WhenAll(members.Where(m => m.Role == "student").Select(async student =>
        {
            using var client = school.As("matching", student.Id, "student");
            using var answer = await client.PostAsJsonAsync(new Uri($"me/cohorts/{cohort}/ask", UriKind.Relative), new { mentorId = mentors[0] });
            return (answer.StatusCode, Body: JsonNode.Parse(await answer.Content.ReadAsStringAsync())!);
        }));

        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.OK);
        var refused = answers.Where(a => a.StatusCode == HttpStatusCode.Conflict).ToList();
        Assert.Equal(Racing - 1, refused.Count);
        Assert.All(refused, a =>
        {
            Assert.Equal("CapacityFull", a.Body["code"]!.GetValue<string>());
            Assert.NotEmpty(a.Body["detail"]!.GetValue<string>());
            Assert.Equal(mentors[1], Assert.Single(a.Body["next"]!.AsArray())!.GetValue<Guid>());
        });
        Assert.Equal(1, await system.CountAsync("matching", $"SELECT COUNT(*) FROM pairs WHERE lower(CAST(cohort_id AS text)) = '{cohort}' AND mentor_place IS NOT NULL"));
    }
}
