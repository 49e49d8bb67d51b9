using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Mentorship.Testing;
using Microsoft.EntityFrameworkCore;
using static Mentorship.Profile.Tests.Applying;

namespace Mentorship.Profile.Tests;

public sealed class ReadingsOnSqlite(OnSqlite profile) : ReadingTests(profile), IClassFixture<OnSqlite>;
public sealed class ReadingsOnPostgres(OnPostgres profile) : ReadingTests(profile), IClassFixture<OnPostgres>;

public abstract class ReadingTests(RunningProfile profile) : ProfileTests(profile)
{
    string Readers => $"/api/profile/programmes/{Host.Programme}/readers";
    string Shared => $"/api/profile/cohorts/{Host.Cohort}/readings";

    async Task<Guid> NameAsync(string email) =>
        (await Host.AsCoordinator().PostAsJsonAsync(Readers, new { email, name = "Ona Reade" }).Json(HttpStatusCode.Created)).GetProperty("personId").GetGuid();

    async Task<Guid[]> NameAsync(int count)
    {
        var readers = new Guid[count];
        for (var i = 0; i < count; i++)
            readers[i] = await NameAsync($"reader{i}@faculty.example");
        return readers;
    }

    /// <summary>People who applied, the first one first.</summary>
    async Task<Guid[]> ApplyAsync(int count, string given = "I ran a clinic’s front desk.")
    {
        await Host.ShowPageAsync();
        var asked = await Host.TakeApplicationsAsync(placeLimit: 5, questions: [new { kind = "text", wording = "What have you done?", required = true }]);
        var question = asked.GetProperty("questions")[0].Id();
        for (var i = 0; i < count; i++)
            await Host.AppliedAsync(Form($"maya{i}@students.example", name: "Zqmaya Ortiz", answers: new Dictionary<Guid, string> { [question] = given }));
        return [.. (await Host.ApplicationsAsync()).EnumerateArray().Reverse().Select(a => a.Id())];
    }

    Task<JsonElement> ShareAsync() => Host.AsCoordinator().PostAsync(Shared, null).Json();

    Task<JsonElement> ToReadAsync(Guid reader) => Host.As(reader).GetAsync("/api/profile/me/readings").Json();

    Task<JsonElement> SeenAsync(Guid reader, Guid application) => Host.As(reader).GetAsync($"/api/profile/me/readings/{application}").Json();

    Task<HttpResponseMessage> GiveAsync(Guid reader, Guid application, int experiences, int challenges, int potential, string? note = null) =>
        Host.As(reader).PutAsJsonAsync($"/api/profile/me/readings/{application}", new { experiences, challenges, potential, note });

    async Task<JsonElement> OfficeAsync(Guid application) =>
        (await Host.ApplicationsAsync()).EnumerateArray().Single(a => a.Id() == application).GetProperty("reading");

    Task<HttpResponseMessage> AskThirdAsync(Guid application) => Host.AsCoordinator().PostAsync($"/api/profile/applications/{application}/readings", null);

    static int[] Scores(JsonElement s) => [s.Int("place"), s.Int("experiences"), s.Int("challenges"), s.Int("potential")];

    async Task<string[]> RolesAsync(Guid person) =>
        (await Host.AsService("portal").PostAsJsonAsync("/api/profile/views/contacts", new { ids = new[] { person } }).Json())[0].Strings("roles");

    [Fact]
    public async Task Readers_are_named_once_and_removed_and_neither_run_the_programme_nor_applied_to_it()
    {
        await ApplyAsync(1);
        var mentor = await Host.AddMentorAsync("holt@faculty.example");
        Assert.Equal(mentor, await NameAsync("Holt@faculty.example"));
        Assert.Equal(mentor, await NameAsync("holt@faculty.example"));
        Assert.Equal(["mentor", $"reader:{Host.Programme}"], await RolesAsync(mentor));
        Assert.Single(await Host.AnnouncedAsync(), e => e.Type == "person-invited" && e.Body.Text("role") == "reader" && e.Body.GetProperty("personId").GetGuid() == mentor);

        await Host.AsCoordinator().PostAsJsonAsync($"/api/profile/programmes/{Host.Programme}/trainings", new { title = "Reading fairly", audience = "readers", need = "recommended" }).Json(HttpStatusCode.Created);
        Assert.Equal("Reading fairly", Assert.Single((await Host.As(mentor, "mentor").GetAsync("/api/profile/me/trainings").Json()).EnumerateArray()).Text("title"));

        Task<JsonElement> Refused(string email, HttpStatusCode status) => Host.AsCoordinator().PostAsJsonAsync(Readers, new { email, name = "Ona" }).Json(status);
        Assert.Equal("AppliedThere", (await Refused("maya0@students.example", HttpStatusCode.Conflict)).Text("code"));
        Assert.Equal("RunsTheProgramme", (await Refused($"{Host.Programme:n}@office.example", HttpStatusCode.Conflict)).Text("code"));
        await Refused("not an address", HttpStatusCode.BadRequest);
        var (winter, _) = await Host.OpenProgrammeAsync("Winter Scholars");
        await Host.AsCoordinator(winter).PostAsJsonAsync(Readers, new { email = "a@b.example", name = "Ona" }).Json(HttpStatusCode.NotFound);
        await Host.AsAdministrator().PostAsJsonAsync(Readers, new { email = "a@b.example", name = "Ona" }).Json(HttpStatusCode.NotFound);
        await Host.AsCoordinator(winter).DeleteAsync($"{Readers}/{mentor}").Json(HttpStatusCode.NotFound);

        var before = await Host.VersionAsync(mentor);
        await Host.AsCoordinator().DeleteAsync($"{Readers}/{mentor}").Json(HttpStatusCode.NoContent);
        await Host.AsCoordinator().DeleteAsync($"{Readers}/{mentor}").Json(HttpStatusCode.NotFound);
        Assert.Equal(["mentor"], await RolesAsync(mentor));
        Assert.Single(await Host.AnnouncedAsync(), e => e.Type == "addresses-changed" && e.Body.Int("version") == before + 1);
        await using var db = Host.Db();
        Assert.Equal(["reader.named", "reader.removed"], await db.Set<Ledger.LedgerRow>().Where(r => r.Subject == mentor).OrderBy(r => r.Seq).Select(r => r.Act).ToArrayAsync());
    }

    [Fact]
    public async Task Applications_are_shared_out_evenly_to_two_each_and_twice_is_once()
    {
        var applications = await ApplyAsync(6);
        var readers = await NameAsync(1);
        Assert.Equal("TooFewReaders", (await Host.AsCoordinator().PostAsync(Shared, null).Json(HttpStatusCode.Conflict)).Text("code"));
        readers = [.. readers, await NameAsync("b@faculty.example"), await NameAsync("c@faculty.example"), await NameAsync("d@faculty.example")];
        // Two coordinators at once.
        await Task.WhenAll(ShareAsync(), ShareAsync());
        Assert.Equal(0, (await ShareAsync()).Int("readings"));

        await using (var db = Host.Db())
        {
            var all = await db.Readings.ToListAsync();
            Assert.All(all.GroupBy(r => r.ApplicationId), g => Assert.Equal([1, 2], g.Select(r => r.Place).Order()));
            Assert.Equal(12, all.Count);
            Assert.All(readers, r => Assert.Equal(3, all.Count(x => x.ReaderId == r)));
            Assert.Equal("1 2 3 4 5 6", string.Join(' ', await db.Applications.OrderBy(a => a.ConfirmedAt).Select(a => a.Number).ToListAsync()));
        }

        // Whoever is removed, or applies, reads no more; what they had not given goes to others.
        await GiveAsync(readers[0], (await ToReadAsync(readers[0]))[0].GetProperty("applicationId").GetGuid(), 1, 1, 1).Json(HttpStatusCode.NoContent);
        await Host.AsCoordinator().DeleteAsync($"{Readers}/{readers[0]}").Json(HttpStatusCode.NoContent);
        Assert.Empty((await ToReadAsync(readers[0])).EnumerateArray());
        Assert.Equal(2, (await ShareAsync()).Int("readings"));
        await Host.AppliedAsync(Form("b@faculty.example", name: "Ona Reade", answers: new Dictionary<Guid, string> { [await QuestionAsync()] = "Much." }));
        Assert.Empty((await ToReadAsync(readers[1])).EnumerateArray());
        await ShareAsync();
        var view = await Host.AsCoordinator().GetAsync($"/api/profile/cohorts/{Host.Cohort}/readers").Json();
        Assert.Equal((7, 0, 0), (view.Int("open"), view.Int("toShare"), view.Int("read")));
        var blind = view.GetProperty("readers").EnumerateArray().ToDictionary(r => r.Id(), r => r.GetProperty("blind").GetBoolean());
        Assert.Equal([(readers[1], false), (readers[2], true), (readers[3], true)], readers[1..].Select(r => (r, blind[r])));
        await Host.AsCoordinator((await Host.OpenProgrammeAsync("Winter")).Programme).PostAsync(Shared, null).Json(HttpStatusCode.NotFound);
        Assert.NotEmpty(applications);
    }

    async Task<Guid> QuestionAsync()
    {
        await using var db = Host.Db();
        return await db.Questions.Select(q => q.Id).SingleAsync();
    }

    [Fact]
    public async Task A_reader_sees_the_answers_and_not_whose_they_are()
    {
        var application = Assert.Single(await ApplyAsync(1, "I am Zqmaya, maya0@students.example, 555 010 9234, see https://zqmaya.example."));
        var readers = await NameAsync(2);
        await ShareAsync();
        var seen = await SeenAsync(readers[0], application);
        Assert.Equal("I am [name], [address], [phone number], see [link]", seen.GetProperty("answers")[0].Text("given"));
        Assert.Equal((1, true, "Summer Scholars"), (seen.Int("number"), seen.GetProperty("mayChange").GetBoolean(), seen.Text("programme")));
        var text = seen.GetRawText() + (await ToReadAsync(readers[0])).GetRawText();
        var person = (await Host.ApplicationsAsync())[0].GetProperty("personId").GetGuid();
        Assert.All(["zqmaya", "ortiz", "students.example", person.ToString(), "college", "cardiology"], word => Assert.DoesNotContain(word, text, StringComparison.OrdinalIgnoreCase));

        await Host.As(person, "student").GetAsync($"/api/profile/me/readings/{application}").Json(HttpStatusCode.NotFound);
        await Host.As(person, "student").PutAsJsonAsync($"/api/profile/me/readings/{application}", new { experiences = 5, challenges = 5, potential = 5 }).Json(HttpStatusCode.NotFound);
        await Host.AsCoordinator().GetAsync($"/api/profile/me/readings/{application}").Json(HttpStatusCode.NotFound);
        var bad = await GiveAsync(readers[0], application, 0, 6, 3).Json(HttpStatusCode.BadRequest);
        Assert.Equal(["experiences", "challenges"], bad.GetProperty("errors").EnumerateObject().Select(e => e.Name));
    }

    [Fact]
    public async Task Nobody_sees_a_score_before_both_are_in_and_then_a_third_reader_can_be_asked()
    {
        var application = Assert.Single(await ApplyAsync(1));
        var readers = await NameAsync(2);
        await ShareAsync();
        var places = new List<Guid>();
        foreach (var place in (int[])[1, 2])
            foreach (var reader in readers)
                if ((await SeenAsync(reader, application)).Int("place") == place)
                    places.Add(reader);

        await GiveAsync(places[0], application, 1, 1, 1).Json(HttpStatusCode.NoContent);
        await GiveAsync(places[0], application, 5, 3, 4, "zqmarked first").Json(HttpStatusCode.NoContent);
        Assert.Equal("NotFarApart", (await AskThirdAsync(application).Json(HttpStatusCode.Conflict)).Text("code"));
        var one = await OfficeAsync(application);
        Assert.Equal((1, 1, false, 0), (one.Int("number"), one.Int("in"), one.Has("mean"), one.GetProperty("given").GetArrayLength()));
        Assert.Equal(0, (await SeenAsync(places[0], application)).GetProperty("given").GetArrayLength());
        Assert.False((await SeenAsync(places[1], application)).Has("mine"));

        await GiveAsync(places[1], application, 3, 3, 3).Json(HttpStatusCode.NoContent);
        var both = await OfficeAsync(application);
        Assert.Equal((2, 3.5, true, false), (both.Int("in"), both.GetProperty("mean").GetDouble(), both.GetProperty("differ").GetBoolean(), both.GetProperty("thirdAsked").GetBoolean()));
        Assert.Equal([[1, 5, 3, 4], [2, 3, 3, 3]], both.GetProperty("given").EnumerateArray().Select(Scores));
        Assert.Equal("zqmarked first", both.GetProperty("given")[0].Text("note"));
        Assert.DoesNotContain("zqmarked", await Host.EverythingAsync(), StringComparison.Ordinal);
        Assert.Equal(2, (await SeenAsync(places[1], application)).GetProperty("given").GetArrayLength());
        Assert.Equal("BothIn", (await GiveAsync(places[1], application, 4, 3, 3).Json(HttpStatusCode.Conflict)).Text("code"));

        Assert.Equal("NobodyElse", (await AskThirdAsync(application).Json(HttpStatusCode.Conflict)).Text("code"));
        var third = await NameAsync("third@faculty.example");
        await AskThirdAsync(application).Json(HttpStatusCode.NoContent);
        await AskThirdAsync(application).Json(HttpStatusCode.NoContent);
        var before = await SeenAsync(third, application);
        Assert.Equal((3, 0, false), (before.Int("place"), before.GetProperty("given").GetArrayLength(), before.Has("mine")));
        await GiveAsync(third, application, 5, 4, 5).Json(HttpStatusCode.NoContent);
        Assert.Equal(3, (await SeenAsync(third, application)).GetProperty("given").GetArrayLength());
        Assert.Equal("BothIn", (await GiveAsync(third, application, 4, 3, 3).Json(HttpStatusCode.Conflict)).Text("code"));
        Assert.Equal(3.89, (await OfficeAsync(application)).GetProperty("mean").GetDouble());
    }

    [Fact]
    public async Task The_list_can_be_sorted_by_what_was_given_and_the_decision_says_how_much_was_in()
    {
        var applications = await ApplyAsync(4);
        var readers = await NameAsync(2);
        await ShareAsync();
        (int First, int Second, int Application)[] given = [(2, 3, 0), (4, 4, 1), (5, 0, 2), (3, 3, 3)];
        foreach (var (first, second, i) in given)
        {
            await GiveAsync(readers[0], applications[i], first, first, first).Json(HttpStatusCode.NoContent);
            if (second > 0)
                await GiveAsync(readers[1], applications[i], second, second, second).Json(HttpStatusCode.NoContent);
        }
        var sorted = await Host.AsCoordinator().GetAsync($"/api/profile/cohorts/{Host.Cohort}/applications?sort=mean&size=3").Json();
        Assert.Equal([applications[1], applications[3], applications[0]], sorted.GetProperty("items").EnumerateArray().Select(a => a.Id()));

        var decided = await Host.AsCoordinator().PostAsJsonAsync($"/api/profile/applications/{applications[2]}/decision", new { decision = "waitlisted" });
        await decided.Json(HttpStatusCode.NoContent);
        await using var db = Host.Db();
        var row = await db.Set<Ledger.LedgerRow>().OrderByDescending(r => r.Seq).FirstAsync();
        var person = (await Host.ApplicationsAsync()).EnumerateArray().Single(a => a.Id() == applications[2]).GetProperty("personId").GetGuid();
        var ledger = (await Host.As(person, "student").GetAsync("/api/profile/me/export").Json()).GetProperty("tables").EnumerateArray().Single(t => t.Text("table") == "ledger");
        Assert.Equal("application.waitlisted", row.Act);
        Assert.Contains("\"readings\":1", string.Concat(ledger.GetProperty("rows").EnumerateArray().Select(r => r.Text("details"))), StringComparison.Ordinal);
        // Whoever had not read it need not any more.
        Assert.Equal([1, 2, 4], (await ToReadAsync(readers[1])).EnumerateArray().Select(r => r.Int("number")));
        Assert.Equal("Decided", (await GiveAsync(readers[1], applications[2], 1, 1, 1).Json(HttpStatusCode.Conflict)).Text("code"));
    }

    [Fact]
    public async Task An_applicants_copy_has_the_readings_without_readers_and_both_can_be_erased()
    {
        var applications = await ApplyAsync(2);
        var readers = await NameAsync(3);
        await ShareAsync();
        var first = (await ToReadAsync(readers[0]))[0].GetProperty("applicationId").GetGuid();
        await GiveAsync(readers[0], first, 5, 4, 3, "zqmarked words").Json(HttpStatusCode.NoContent);
        var person = (await Host.ApplicationsAsync()).EnumerateArray().Single(a => a.Id() == first).GetProperty("personId").GetGuid();
        var copy = (await Host.As(person, "student").GetAsync("/api/profile/me/export").Json()).GetProperty("tables").EnumerateArray().Single(t => t.Text("table") == "readings").GetRawText();
        Assert.Contains("zqmarked words", copy, StringComparison.Ordinal);
        Assert.All(readers, r => Assert.DoesNotContain(r.ToString(), copy, StringComparison.Ordinal));

        // What a reader has given counts on; what they have not is somebody else's to read.
        await Host.As(readers[0]).PostAsync("/api/profile/me/erasure/now", null).Json(HttpStatusCode.NoContent);
        await using (var db = Host.Db())
            Assert.Equal([first], await db.Readings.Where(r => r.ReaderId == readers[0]).Select(r => r.ApplicationId).ToArrayAsync());
        await Host.As(person, "student").PostAsync("/api/profile/me/erasure/now", null).Json(HttpStatusCode.NoContent);
        await using (var db = Host.Db())
            Assert.Equal(applications.Except([first]), await db.Readings.Select(r => r.ApplicationId).Distinct().ToArrayAsync());
    }

    [Fact]
    public async Task Nobody_reads_whom_they_named_or_may_not_be_paired_with()
    {
        await Host.ShowPageAsync();
        await Host.TakeApplicationsAsync(placeLimit: 5);
        var naming = new { name = "Ana Reyes", email = "Reader0@faculty.example", relation = "teacher", studentName = "Zqmaya Ortiz", studentEmail = "maya0@students.example" };
        var named = await Host.ConfirmAsync(await Host.Portal().PostAsJsonAsync($"/api/profile/public/programmes/{Slug}/nominations", naming).Json(HttpStatusCode.Created), what: "nominations");
        await Host.AppliedAsync(Form("maya0@students.example", nominationId: named.GetProperty("letter").Id()));
        await Host.AppliedAsync(Form("maya1@students.example"));
        var readers = await NameAsync(2);
        var mentor = await Host.AddMentorAsync("holt@faculty.example");
        await NameAsync("holt@faculty.example");
        await Host.As(mentor).PostAsJsonAsync("/api/profile/me/conflicts", new { kind = "evaluates", words = "maya1@students.example" }).Json();
        await ShareAsync();

        await using var db = Host.Db();
        var asked = await db.Readings.Select(r => new { r.ApplicationId, r.Application.Person!.Email, r.ReaderId }).ToListAsync();
        Guid[] ReadersOf(string email) => [.. asked.Where(a => a.Email == email).Select(a => a.ReaderId).Order()];
        Assert.Equal(((Guid[])[readers[1], mentor]).Order(), ReadersOf("maya0@students.example"));
        Assert.Equal(readers.Order(), ReadersOf("maya1@students.example"));

        var application = asked.First(a => a.Email == "maya0@students.example").ApplicationId;
        await GiveAsync(readers[1], application, 1, 1, 1).Json(HttpStatusCode.NoContent);
        await GiveAsync(mentor, application, 5, 5, 5).Json(HttpStatusCode.NoContent);
        Assert.Equal("NobodyElse", (await AskThirdAsync(application).Json(HttpStatusCode.Conflict)).Text("code"));
    }

    [Fact]
    public async Task What_is_not_read_yet_goes_back_when_two_turn_out_to_stand_close()
    {
        var other = await Host.OpenCohortAsync(Host.Programme, "2028");
        Guid[] readers = [await Host.AddMentorAsync("reader0@faculty.example", cohort: other), await Host.AddMentorAsync("reader1@faculty.example", cohort: other), await Host.AddMentorAsync("reader2@faculty.example", cohort: other)];
        var students = new Guid[4];
        for (var i = 0; i < students.Length; i++)
            students[i] = await Host.AddStudentAsync($"maya{i}@students.example", cohort: other);
        var applications = await ApplyAsync(4);
        foreach (var i in (int[])[0, 1])
            await NameAsync($"reader{i}@faculty.example");
        await ShareAsync();
        await GiveAsync(readers[0], applications[0], 3, 3, 3).Json(HttpStatusCode.NoContent);

        foreach (var i in (int[])[0, 1])
            await Host.As(readers[0]).PostAsJsonAsync("/api/profile/me/conflicts", new { kind = "evaluates", words = $"maya{i}@students.example" }).Json();
        await Host.As(students[2]).PutAsync($"/api/profile/me/avoided/{readers[0]}", null).Json(HttpStatusCode.NoContent);
        await Host.ImportAsync("mentor_email,student_email,kind\nreader0@faculty.example,maya3@students.example,family\n", "conflicts", other);
        Assert.Equal([applications[0]], (await ToReadAsync(readers[0])).EnumerateArray().Select(r => r.GetProperty("applicationId").GetGuid()));
        Assert.Equal(4, (await ToReadAsync(readers[1])).GetArrayLength());

        // Somebody who was just sharing out looks again.
        await using (var db = Host.Db())
        {
            var sharing = await db.Applications.SingleAsync(a => a.Id == applications[1]);
            await Host.As(readers[0]).PostAsJsonAsync("/api/profile/me/conflicts", new { kind = "household", words = "maya1@students.example" }).Json();
            sharing.Touch();
            await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => db.SaveChangesAsync());
        }
        var shared = await ShareAsync();
        Assert.Equal((0, 0, 3), (shared.Int("applications"), shared.Int("readings"), shared.Int("left")));
        await NameAsync("reader2@faculty.example");
        shared = await ShareAsync();
        Assert.Equal((3, 3, 0), (shared.Int("applications"), shared.Int("readings"), shared.Int("left")));
    }

    [Fact]
    public async Task Whoever_decides_while_a_reading_comes_in_looks_again()
    {
        var application = Assert.Single(await ApplyAsync(1));
        var readers = await NameAsync(2);
        await ShareAsync();
        await using var db = Host.Db();
        var deciding = await db.Applications.SingleAsync();
        await GiveAsync(readers[0], application, 3, 3, 3).Json(HttpStatusCode.NoContent);
        deciding.Decide("waitlisted", DateTimeOffset.UnixEpoch);
        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => db.SaveChangesAsync());
    }
}
