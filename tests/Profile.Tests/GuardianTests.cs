using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Mentorship.Testing;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Tests;

public sealed class GuardiansOnSqlite(OnSqlite profile) : GuardianTests(profile), IClassFixture<OnSqlite>;
public sealed class GuardiansOnPostgres(OnPostgres profile) : GuardianTests(profile), IClassFixture<OnPostgres>;

public abstract class GuardianTests(RunningProfile profile) : ProfileTests(profile)
{
    static object Guardian(string? name = "Samira Haddad", string? email = "samira@home.example", string? language = "es") => new { name, email, language };

    Task<Guid> MinorAsync(string minorUntil = "2029-06-01", string stage = "college") =>
        Host.AddAsync(new { role = "student", email = "noor@students.example", name = "Noor Haddad", stage, interests = new[] { "cardiology" }, minorUntil });

    string Of(Guid student, string rest = "") => $"/api/profile/cohorts/{Host.Cohort}/students/{student}/guardian{rest}";

    string Own => $"/api/profile/me/guardians/{Host.Programme}";

    HttpClient Student(Guid id) => Host.As(id, "student");

    async Task<JsonElement> OwnAsync(Guid student) => Assert.Single((await Student(student).GetAsync("/api/profile/me/guardians").Json()).EnumerateArray().ToList());

    Task<JsonElement> OfficeAsync(Guid student) => Host.AsCoordinator().GetAsync(Of(student)).Json();

    async Task<Guid> AskedAsync(Guid student)
    {
        await Student(student).PutAsJsonAsync(Own, Guardian()).Json(HttpStatusCode.NoContent);
        return await AskingAsync();
    }

    async Task<Guid> AskingAsync() => (await Host.AnnouncedAsync()).Last(e => e.Type == "guardian-asked").Body.GetProperty("askingId").GetGuid();

    Task<JsonElement> AnswerAsync(Guid asking, string answer, string? signature = "Samira Haddad", HttpStatusCode expected = HttpStatusCode.NoContent) =>
        Host.AsService("portal").PostAsJsonAsync($"/api/profile/askings/{asking}/answer", new { answer, signature }).Json(expected);

    Task<JsonElement> ConfirmAsync(Guid student, string? way = "call", HttpStatusCode expected = HttpStatusCode.NoContent) =>
        Host.AsCoordinator().PostAsJsonAsync(Of(student, "/confirmation"), new { way }).Json(expected);

    Task NameAdultAsync(string email = "tanaka@school.example", int version = 0) =>
        Host.AsCoordinator().PutAsJsonAsync($"/api/profile/programmes/{Host.Programme}/safeguarding-adult", new { name = "Kenji Tanaka", email, version }).Json(HttpStatusCode.NoContent);

    /// <summary>A minor with everything that is needed.</summary>
    async Task<(Guid Student, Guid Asking)> ConfirmedAsync(string minorUntil = "2029-06-01")
    {
        var student = await MinorAsync(minorUntil);
        await NameAdultAsync();
        var asking = await AskedAsync(student);
        await AnswerAsync(asking, "yes");
        await ConfirmAsync(student);
        Assert.True(await InForceAsync(student));
        return (student, asking);
    }

    async Task<JsonElement> ViewAsync(Guid student) =>
        (await Host.AsService("matching").PostAsJsonAsync("/api/profile/views/matching", new { ids = new[] { student } }).Json())[0].GetProperty("student");

    async Task<bool> InForceAsync(Guid student) => (await ViewAsync(student)).GetProperty("consented").EnumerateArray().Any(c => c.GetGuid() == Host.Cohort);

    [Fact]
    public async Task A_guardians_yes_counts_once_a_coordinator_has_confirmed_it()
    {
        var noor = await MinorAsync();
        Assert.Equal(("none", true), ((await OwnAsync(noor)).Text("state"), (await OwnAsync(noor)).GetProperty("canAsk").GetBoolean()));
        await NameAdultAsync();

        var asking = await AskedAsync(noor);
        Assert.Equal(("asked", "Samira Haddad"), ((await OwnAsync(noor)).Text("state"), (await OwnAsync(noor)).Text("name")));
        Assert.Equal("ConsentNotGiven", (await ConfirmAsync(noor, expected: HttpStatusCode.Conflict)).Text("code"));

        await AnswerAsync(asking, "yes");
        Assert.False(await InForceAsync(noor));
        Assert.Equal(1, await Host.VersionAsync(noor));
        var seen = await OfficeAsync(noor);
        Assert.Equal(("given", "Samira Haddad", "samira@home.example", "es"), (seen.Text("state"), seen.Text("signedAs"), seen.Text("email"), seen.Text("language")));

        await ConfirmAsync(noor);
        Assert.True(await InForceAsync(noor));
        Assert.Equal(2, await Host.VersionAsync(noor));
        Assert.Equal(("confirmed", "call"), ((await OfficeAsync(noor)).Text("state"), (await OfficeAsync(noor)).Text("way")));
        // Twice is once.
        await ConfirmAsync(noor, "paper");
        Assert.Equal((2, "call"), (await Host.VersionAsync(noor), (await OfficeAsync(noor)).Text("way")));

        await using var db = Host.Db();
        var acts = await db.Set<Ledger.LedgerRow>().Where(r => r.Subject == noor).OrderBy(r => r.Seq).Select(r => r.Act).ToListAsync();
        Assert.Equal(["guardian.asked", "consent.given", "consent.confirmed"], acts);
    }

    [Fact]
    public async Task Nothing_is_confirmed_before_the_programme_names_a_safeguarding_adult()
    {
        var noor = await MinorAsync();
        await AnswerAsync(await AskedAsync(noor), "yes");
        Assert.False((await OfficeAsync(noor)).GetProperty("hasSafeguardingAdult").GetBoolean());
        var refused = await ConfirmAsync(noor, expected: HttpStatusCode.Conflict);
        Assert.Equal(("NoSafeguardingAdult", "The programme must name a safeguarding adult first."), (refused.Text("code"), refused.Text("detail")));
        Assert.False(await InForceAsync(noor));
        await NameAdultAsync();
        await ConfirmAsync(noor);
        Assert.True(await InForceAsync(noor));
    }

    [Fact]
    public async Task Without_a_way_nothing_is_confirmed()
    {
        var noor = await MinorAsync();
        await NameAdultAsync();
        await AnswerAsync(await AskedAsync(noor), "yes");
        foreach (var way in new[] { null, "", "trust" })
            Assert.True((await ConfirmAsync(noor, way, HttpStatusCode.BadRequest)).GetProperty("errors").Has("way"));
        Assert.False(await InForceAsync(noor));
    }

    [Fact]
    public async Task A_guardian_takes_a_yes_back_by_the_same_link_and_Matching_is_told()
    {
        var (noor, asking) = await ConfirmedAsync();
        var version = await Host.VersionAsync(noor);
        await AnswerAsync(asking, "no", signature: null);
        Assert.False(await InForceAsync(noor));
        Assert.Equal(version + 1, await Host.VersionAsync(noor));
        Assert.Equal(("withdrawn", "guardian"), ((await OfficeAsync(noor)).Text("state"), (await OfficeAsync(noor)).Text("endedBy")));
        // And may say yes anew, which is to be confirmed anew.
        await AnswerAsync(asking, "yes");
        Assert.False(await InForceAsync(noor));
        await ConfirmAsync(noor);
        Assert.True(await InForceAsync(noor));
    }

    [Fact]
    public async Task The_office_withdraws_and_the_link_answers_no_more()
    {
        var (noor, asking) = await ConfirmedAsync();
        await Host.AsCoordinator().DeleteAsync(Of(noor)).Json(HttpStatusCode.NoContent);
        await Host.AsCoordinator().DeleteAsync(Of(noor)).Json(HttpStatusCode.NoContent);
        Assert.False(await InForceAsync(noor));
        Assert.Equal("AskingOver", (await AnswerAsync(asking, "yes", expected: HttpStatusCode.Conflict)).Text("code"));
        Assert.False((await Host.AsService("portal").GetAsync($"/api/profile/askings/{asking}").Json()).GetProperty("takesAnswer").GetBoolean());
        Assert.Equal("ConsentNotGiven", (await ConfirmAsync(noor, expected: HttpStatusCode.Conflict)).Text("code"));
    }

    [Fact]
    public async Task A_guardian_who_says_no_is_heard_at_once()
    {
        var noor = await MinorAsync();
        await NameAdultAsync();
        var asking = await AskedAsync(noor);
        await AnswerAsync(asking, "no", signature: null);
        Assert.Equal("refused", (await OwnAsync(noor)).Text("state"));
        Assert.Equal("ConsentNotGiven", (await ConfirmAsync(noor, expected: HttpStatusCode.Conflict)).Text("code"));
        // Minds change.
        await AnswerAsync(asking, "yes");
        Assert.Equal("given", (await OwnAsync(noor)).Text("state"));
    }

    [Fact]
    public async Task A_yes_needs_a_name_under_it()
    {
        var asking = await AskedAsync(await MinorAsync());
        Assert.True((await AnswerAsync(asking, "yes", " ", HttpStatusCode.BadRequest)).GetProperty("errors").Has("signature"));
        Assert.True((await AnswerAsync(asking, "perhaps", "S. H.", HttpStatusCode.BadRequest)).GetProperty("errors").Has("answer"));
        await AnswerAsync(ProfileHost.NewId(), "yes", expected: HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Another_guardian_voids_what_the_first_one_said()
    {
        var (noor, first) = await ConfirmedAsync();
        // The student cannot change whoever has said yes.
        Assert.Equal("GuardianAnswered", (await Student(noor).PutAsJsonAsync(Own, Guardian()).Json(HttpStatusCode.Conflict)).Text("code"));
        await Host.AsCoordinator().PutAsJsonAsync(Of(noor), Guardian("Karim Haddad", "karim@home.example", "en")).Json(HttpStatusCode.NoContent);
        Assert.False(await InForceAsync(noor));
        await AnswerAsync(first, "yes", expected: HttpStatusCode.NotFound);
        Assert.Equal(("asked", "Karim Haddad"), ((await OfficeAsync(noor)).Text("state"), (await OfficeAsync(noor)).Text("name")));
    }

    [Fact]
    public async Task A_student_has_three_mails_sent_at_most_and_the_office_more()
    {
        var noor = await MinorAsync();
        for (var n = 0; n < 3; n++)
            await Student(noor).PutAsJsonAsync(Own, Guardian()).Json(HttpStatusCode.NoContent);
        Assert.Equal("GuardianAskedOften", (await Student(noor).PutAsJsonAsync(Own, Guardian()).Json(HttpStatusCode.Conflict)).Text("code"));
        Assert.False((await OwnAsync(noor)).GetProperty("canAsk").GetBoolean());
        await Host.AsCoordinator().PutAsJsonAsync(Of(noor), Guardian()).Json(HttpStatusCode.NoContent);
        Assert.Equal(4, (await Host.AnnouncedAsync()).Count(e => e.Type == "guardian-asked"));
    }

    [Theory]
    [InlineData("name", "")]
    [InlineData("name", "www.win.example/now")]
    [InlineData("email", "nobody")]
    [InlineData("email", "Noor@Students.example")]
    [InlineData("language", "tlh")]
    public async Task A_wrong_field_is_named(string field, string written)
    {
        var guardian = Guardian(field == "name" ? written : "Samira Haddad", field == "email" ? written : "samira@home.example", field == "language" ? written : "es");
        var errors = (await Student(await MinorAsync()).PutAsJsonAsync(Own, guardian).Json(HttpStatusCode.BadRequest)).GetProperty("errors");
        Assert.Equal(field, Assert.Single(errors.EnumerateObject()).Name);
    }

    [Fact]
    public async Task Nobody_decides_for_whoever_is_of_age()
    {
        var maya = await Host.AddStudentAsync();
        Assert.Empty((await Student(maya).GetAsync("/api/profile/me/guardians").Json()).EnumerateArray());
        Assert.Equal("OfAge", (await Student(maya).PutAsJsonAsync(Own, Guardian()).Json(HttpStatusCode.Conflict)).Text("code"));
        Assert.False((await OfficeAsync(maya)).GetProperty("needed").GetBoolean());
    }

    [Fact]
    public async Task Of_unknown_age_at_high_school_needs_a_guardian()
    {
        var noor = await MinorAsync("unknown", "high school");
        Assert.True((await OfficeAsync(noor)).GetProperty("needed").GetBoolean());
        await NameAdultAsync();
        await AnswerAsync(await AskedAsync(noor), "yes");
        await ConfirmAsync(noor);
        Assert.True(await InForceAsync(noor));
    }

    [Fact]
    public async Task Consent_lapses_at_eighteen_and_the_guardian_is_forgotten()
    {
        var (noor, asking) = await ConfirmedAsync("2027-03-10");
        Host.Advance(new DateTimeOffset(2027, 3, 10, 11, 0, 0, TimeSpan.Zero) - Host.Clock.GetUtcNow());
        Assert.True(await InForceAsync(noor));
        Host.Advance(TimeSpan.FromHours(3));
        await Eventually.True("the consent has lapsed", async () =>
        {
            await using var db = Host.Db();
            return await db.Consents.AnyAsync(c => c.State == "lapsed" && c.Guardian == null && c.Signature == null);
        });
        var view = await ViewAsync(noor);
        Assert.Equal((false, 0), (view.GetProperty("minor").GetBoolean(), view.GetProperty("consented").GetArrayLength()));
        Assert.Equal("AskingOver", (await AnswerAsync(asking, "no", expected: HttpStatusCode.Conflict)).Text("code"));
        await Host.AsCoordinator().DeleteAsync(Of(noor)).Json(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Who_the_guardian_is_stands_nowhere_in_clear()
    {
        var (noor, _) = await ConfirmedAsync();
        await using var db = Host.Db();
        var consent = await db.Consents.SingleAsync();
        foreach (var words in new[] { consent.Guardian, consent.Signature })
            Assert.DoesNotContain("Samira", Encoding.UTF8.GetString(words!));
        Assert.DoesNotContain(await Host.AnnouncedAsync(), e => e.Body.ToString().Contains("samira", StringComparison.OrdinalIgnoreCase));
        var copy = await Student(noor).GetAsync("/api/profile/me/export").Json();
        Assert.Contains("samira@home.example", copy.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_letter_is_written_to_whoever_has_not_answered()
    {
        var noor = await MinorAsync();
        var asking = await AskedAsync(noor);
        var letter = await Host.AsService("notification").GetAsync($"/api/profile/askings/{asking}/letter").Json();
        Assert.Equal(("Samira Haddad", "samira@home.example", "es", "Noor", "Summer Scholars"),
            (letter.Text("name"), letter.Text("email"), letter.Text("language"), letter.Text("studentName"), letter.Text("programmeName")));
        await AnswerAsync(asking, "no");
        await Host.AsService("notification").GetAsync($"/api/profile/askings/{asking}/letter").Json(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_page_names_the_student_by_the_given_name_and_the_guardian_not_at_all()
    {
        await NameAdultAsync();
        var asking = await AskedAsync(await MinorAsync());
        var page = await Host.AsService("portal").GetAsync($"/api/profile/askings/{asking}").Json();
        Assert.Equal(("Noor", "Summer Scholars", "asked", "Kenji Tanaka", "es"),
            (page.Text("studentName"), page.Text("programmeName"), page.Text("state"), page.Text("safeguardingName"), page.Text("language")));
        Assert.DoesNotContain("Haddad", page.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("samira", page.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Another_programmes_minors_are_nobody_elses_business()
    {
        var (noor, _) = await ConfirmedAsync();
        var (other, _) = await Host.OpenProgrammeAsync("Night School");
        var theirs = Host.AsCoordinator(other);
        await theirs.GetAsync(Of(noor)).Json(HttpStatusCode.NotFound);
        await theirs.PutAsJsonAsync(Of(noor), Guardian()).Json(HttpStatusCode.NotFound);
        await theirs.PostAsJsonAsync(Of(noor, "/confirmation"), new { way = "call" }).Json(HttpStatusCode.NotFound);
        await theirs.DeleteAsync(Of(noor)).Json(HttpStatusCode.NotFound);
        await theirs.PutAsJsonAsync($"/api/profile/programmes/{Host.Programme}/safeguarding-adult", new { name = "A B", email = "a@b.example", version = 1 }).Json(HttpStatusCode.NotFound);
        await Student(noor).PutAsJsonAsync($"/api/profile/me/guardians/{other}", Guardian()).Json(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_safeguarding_adult_is_replaced_by_whoever_has_seen_the_last_one()
    {
        await NameAdultAsync();
        Assert.Equal("ChangedMeanwhile", (await Host.AsCoordinator().PutAsJsonAsync($"/api/profile/programmes/{Host.Programme}/safeguarding-adult",
            new { name = "Ida Rue", email = "ida@school.example", version = 0 }).Json(HttpStatusCode.Conflict)).Text("code"));
        await NameAdultAsync("ida@school.example", version: 1);
        Assert.Equal(("ida@school.example", 2), ((await AdultAsync()).Text("email"), (await AdultAsync()).Int("version")));
        var errors = (await Host.AsCoordinator().PutAsJsonAsync($"/api/profile/programmes/{Host.Programme}/safeguarding-adult", new { name = "", email = "", version = 2 }).Json(HttpStatusCode.BadRequest)).GetProperty("errors");
        Assert.True(errors.Has("name") && errors.Has("email"));
    }

    [Fact]
    public async Task A_safeguarding_adult_who_is_erased_leaves_the_programme_without_one_and_no_consent_counts()
    {
        var (noor, _) = await ConfirmedAsync();
        var tanaka = await Host.AddMentorAsync("Tanaka@school.example");
        var version = await Host.VersionAsync(noor);
        await Host.As(tanaka, "mentor").PostAsJsonAsync("/api/profile/me/erasure", new { }).Json(HttpStatusCode.OK);
        await Host.As(tanaka, "mentor").PostAsJsonAsync("/api/profile/me/erasure/now", new { }).Json(HttpStatusCode.NoContent);
        Assert.Equal("", (await AdultAsync()).Text("name"));
        Assert.False(await InForceAsync(noor));
        Assert.Equal(version + 1, await Host.VersionAsync(noor));
        await NameAdultAsync("ida@school.example");
        Assert.True(await InForceAsync(noor));
    }

    [Fact]
    public async Task Erasing_the_student_forgets_the_guardian()
    {
        var (noor, asking) = await ConfirmedAsync();
        await Student(noor).PostAsJsonAsync("/api/profile/me/erasure", new { }).Json(HttpStatusCode.OK);
        await Student(noor).PostAsJsonAsync("/api/profile/me/erasure/now", new { }).Json(HttpStatusCode.NoContent);
        await using var db = Host.Db();
        Assert.Empty(await db.Consents.ToListAsync());
        await Host.AsService("portal").GetAsync($"/api/profile/askings/{asking}").Json(HttpStatusCode.NotFound);
    }

    Task<JsonElement> AdultAsync() => Host.AsCoordinator().GetAsync($"/api/profile/programmes/{Host.Programme}/safeguarding-adult").Json();
}
