using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Mentorship.Testing;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Tests;

public sealed class AddressesOnSqlite(OnSqlite profile) : AddressTests(profile), IClassFixture<OnSqlite>;
public sealed class AddressesOnPostgres(OnPostgres profile) : AddressTests(profile), IClassFixture<OnPostgres>;

/// <summary>A person's two addresses.</summary>
public abstract class AddressTests(RunningProfile profile) : ProfileTests(profile)
{
    const string First = "maya@students.example", Lasting = "Maya@lasting.example";

    Task<HttpResponseMessage> UseAsync(Guid person, string email) =>
        Host.AsService("portal").PutAsJsonAsync($"/api/profile/people/{person}/second-address", new { email });

    Task<HttpResponseMessage> SwapAsync(Guid person, string first) =>
        Host.As(person, "student").PostAsJsonAsync("/api/profile/me/addresses/swap", new { first });

    [Fact]
    public async Task A_second_address_is_taken_and_announced_without_a_word_of_it()
    {
        var maya = await Host.AddStudentAsync();

        await UseAsync(maya, Lasting).Json(HttpStatusCode.NoContent);

        Assert.Equal((First, Lasting), await MineAsync(maya));
        var contact = (await Host.AsService("portal").PostAsJsonAsync("/api/profile/views/contacts", new { ids = new[] { maya } }).Json())[0];
        Assert.Equal((First, Lasting, 2), (contact.Text("email"), contact.Text("secondEmail"), contact.Int("version")));
        var said = (await Host.AnnouncedAsync()).Last();
        Assert.Equal(("addresses-changed", maya, 2), (said.Type, said.Body.GetProperty("personId").GetGuid(), said.Body.Int("version")));
        Assert.DoesNotContain("@", said.Body.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_second_address_takes_its_place_and_the_old_one_is_free()
    {
        var maya = await Host.AddStudentAsync();
        await UseAsync(maya, Lasting).Json(HttpStatusCode.NoContent);

        await UseAsync(maya, "maya@other.example").Json(HttpStatusCode.NoContent);

        await Host.AddStudentAsync(Lasting);
    }

    [Fact]
    public async Task Nobody_s_address_becomes_another_s_whichever_of_the_two_it_is()
    {
        var maya = await Host.AddStudentAsync();
        var noor = await Host.AddStudentAsync("noor@students.example");
        await UseAsync(maya, Lasting).Json(HttpStatusCode.NoContent);

        Assert.Equal("AddressTaken", (await UseAsync(noor, "MAYA@Students.example").Json(HttpStatusCode.Conflict)).Text("code"));
        Assert.Equal("AddressTaken", (await UseAsync(noor, Lasting.ToUpperInvariant()).Json(HttpStatusCode.Conflict)).Text("code"));
        Assert.Equal("AlreadyYours", (await UseAsync(maya, First).Json(HttpStatusCode.Conflict)).Text("code"));
        await UseAsync(noor, "no address").Json(HttpStatusCode.BadRequest);
        await UseAsync(ProfileHost.NewId(), "a@b.example").Json(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Of_two_people_who_take_the_same_address_at_once_one_gets_it()
    {
        var maya = await Host.AddStudentAsync();
        var noor = await Host.AddStudentAsync("noor@students.example");

        var answers = await Task.WhenAll(UseAsync(maya, Lasting), UseAsync(noor, Lasting), Host.AsCoordinator().PostAsJsonAsync($"/api/profile/cohorts/{Host.Cohort}/people",
            new { role = "mentor", email = Lasting, name = "M", interests = new[] { "heart" } }));

        await using var db = Host.Db();
        Assert.Single(await db.Addresses.Where(a => a.Key == "maya@lasting.example").ToListAsync());
        // The office's line joins whoever has the address by then; of the two people one is refused, or both are where the office was first.
        Assert.InRange(answers.Take(2).Count(a => a.IsSuccessStatusCode), 0, 1);
        Assert.Equal(HttpStatusCode.Created, answers[2].StatusCode);
    }

    [Fact]
    public async Task Mails_go_to_the_other_one_when_the_person_says_so()
    {
        var maya = await Host.AddStudentAsync();
        await UseAsync(maya, Lasting).Json(HttpStatusCode.NoContent);

        await SwapAsync(maya, Lasting).Json(HttpStatusCode.NoContent);
        await SwapAsync(maya, Lasting).Json(HttpStatusCode.NoContent);

        Assert.Equal((Lasting, First), await MineAsync(maya));
        Assert.Equal("NotYours", (await SwapAsync(maya, "x@y.example").Json(HttpStatusCode.Conflict)).Text("code"));
        var found = await Host.AsCoordinator().GetAsync($"/api/profile/cohorts/{Host.Cohort}/people?q=lasting").Json();
        Assert.Equal(1, found.Int("total"));
    }

    [Fact]
    public async Task A_second_address_is_given_up_and_may_be_taken_by_another()
    {
        var maya = await Host.AddStudentAsync();
        await UseAsync(maya, Lasting).Json(HttpStatusCode.NoContent);
        var me = Host.As(maya, "student");

        await me.DeleteAsync("/api/profile/me/second-address").Json(HttpStatusCode.NoContent);
        await me.DeleteAsync("/api/profile/me/second-address").Json(HttpStatusCode.NoContent);

        Assert.Equal((First, null), await MineAsync(maya));
        Assert.NotEqual(maya, await Host.AddStudentAsync(Lasting));
    }

    [Fact]
    public async Task The_office_finds_a_person_by_either_address_and_makes_no_second_one()
    {
        var maya = await Host.AddStudentAsync();
        await UseAsync(maya, Lasting).Json(HttpStatusCode.NoContent);
        var next = await Host.OpenCohortAsync(Host.Programme, "2028");

        var import = await Host.ImportAsync($"email,name,stage,interests\n{Lasting},Maya Ortiz,college,heart\n", cohort: next);

        Assert.Equal((1, 0), (import.Int("added"), import.Int("bad")));
        await using var db = Host.Db();
        Assert.Equal(maya, Assert.Single(await db.Memberships.Where(m => m.CohortId == next).Select(m => m.PersonId).ToListAsync()));
        Assert.Equal((First, Lasting), await MineAsync(maya));
        Assert.Equal(maya, await Host.AddMentorAsync(Lasting));
    }

    [Fact]
    public async Task A_file_with_one_person_under_both_addresses_says_so_and_takes_the_first()
    {
        var maya = await Host.AddStudentAsync();
        await UseAsync(maya, Lasting).Json(HttpStatusCode.NoContent);
        await Host.AddMentorAsync();

        var people = await Host.ImportAsync($"email,name,stage,interests\n{First},Maya Ortiz,college,heart\n{Lasting},Maya O.,college,heart\n");
        var choices = await Host.ImportAsync($"student_email,mentor_email,rank\n{Lasting},holt@faculty.example,1\n{First},holt@faculty.example,2\n", "choices");

        Assert.Contains("other address of the person on line 2", Assert.Single(people.GetProperty("problems").EnumerateArray()).Text("reason"));
        Assert.Contains("Write the whole list under one address", Assert.Single(choices.GetProperty("problems").EnumerateArray()).Text("reason"));
        await using var db = Host.Db();
        var choice = await db.Choices.SingleAsync();
        Assert.Equal((maya, 1), (choice.StudentId, choice.Rank));
    }

    [Fact]
    public async Task Coordinators_do_not_see_the_second_address_and_people_cannot_set_it_themselves()
    {
        var maya = await Host.AddStudentAsync();
        await UseAsync(maya, Lasting).Json(HttpStatusCode.NoContent);

        var seen = await Host.AsCoordinator().GetAsync($"/api/profile/cohorts/{Host.Cohort}/people/{maya}").Json();
        Assert.DoesNotContain("lasting", seen.GetRawText(), StringComparison.OrdinalIgnoreCase);
        await Host.As(maya, "student").PutAsJsonAsync($"/api/profile/people/{maya}/second-address", new { email = "x@y.example" }).Json(HttpStatusCode.Forbidden);
    }

    async Task<(string? First, string? Second)> MineAsync(Guid person)
    {
        var me = await Host.As(person, "student").GetAsync("/api/profile/me").Json();
        return (me.Text("email"), me.Text("secondEmail"));
    }
}
