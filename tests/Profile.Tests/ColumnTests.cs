using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Mentorship.Testing;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Tests;

public sealed class ColumnsOnSqlite(OnSqlite profile) : ColumnTests(profile), IClassFixture<OnSqlite>;
public sealed class ColumnsOnPostgres(OnPostgres profile) : ColumnTests(profile), IClassFixture<OnPostgres>;

public abstract class ColumnTests(RunningProfile profile) : ProfileTests(profile)
{
    const string Foreign = "Full name;E-mail Address;Year;Shoe size;Areas of interest\nMaya Ortiz;maya@students.example;college;42;cardiology\nNoor Haddad;noor@students.example;colege;43;stroke\n";

    async Task<JsonElement> UploadAsync(string csv = Foreign) => await (await Host.UploadAsync(csv)).Json(HttpStatusCode.Created);

    Task<JsonElement> ColumnsAsync(JsonElement import) => Host.AsCoordinator().GetAsync($"/api/profile/imports/{import.Id()}/columns").Json();

    Task<JsonElement> NameAsync(JsonElement import, HttpStatusCode expected, params string?[] columns) =>
        Host.AsCoordinator().PutAsJsonAsync($"/api/profile/imports/{import.Id()}/columns", new { columns }).Json(expected);

    /// <summary>What each column is taken for, in the file's order; a dash for one that is left out.</summary>
    static string Means(JsonElement columns) => string.Join(' ', columns.GetProperty("head").EnumerateArray().Select(h => h.Text("means") ?? "-"));

    [Fact]
    public async Task A_file_with_names_of_its_own_waits_until_somebody_says_what_they_mean()
    {
        var import = await UploadAsync();
        Assert.Equal(("unnamed", 0), (import.Text("state"), import.Int("lines")));
        Assert.Equal("NothingGood", (await Host.AsCoordinator().PostAsync($"/api/profile/imports/{import.Id()}/apply", null).Json(HttpStatusCode.Conflict)).Text("code"));

        var columns = await ColumnsAsync(import);
        // A guess, to be looked at.
        Assert.Equal("name email stage - interests", Means(columns));
        Assert.Equal(["42", "43"], columns.GetProperty("head")[3].Strings("examples"));
        Assert.Equal(["email", "name", "stage", "interests"], columns.Strings("required"));

        var named = await NameAsync(import, HttpStatusCode.OK, "name", "email", "stage", "", "interests");
        Assert.Equal(("checked", 2, 1, 1), (named.Text("state"), named.Int("lines"), named.Int("added"), named.Int("bad")));
        Assert.Equal("name email stage - interests", Means(await ColumnsAsync(import)));
        await Host.AsCoordinator().PostAsync($"/api/profile/imports/{import.Id()}/apply", null).Json(HttpStatusCode.Accepted);
        Assert.Equal(1, (await Host.EndedAsync(import.Id())).Int("added"));
        await using var db = Host.Db();
        Assert.Equal("college", (await db.People.Include(p => p.Student).SingleAsync(p => p.EmailKey == "maya@students.example")).Student!.Stage);
    }

    [Fact]
    public async Task The_file_of_bad_lines_is_named_so_that_it_can_be_imported_itself()
    {
        var import = await UploadAsync();
        await NameAsync(import, HttpStatusCode.OK, "name", "email", "stage", "", "interests");
        var rejected = await Host.AsCoordinator().GetStringAsync($"/api/profile/imports/{import.Id()}/rejected.csv");
        Assert.StartsWith("line;reason;name;email;stage;interests\r\n3;", rejected, StringComparison.Ordinal);
        Assert.Equal(1, (await Host.ImportAsync(rejected.Replace(";colege;", ";college;", StringComparison.Ordinal))).Int("added"));
    }

    [Fact]
    public async Task A_column_that_was_read_wrongly_can_be_given_another_meaning()
    {
        var import = await UploadAsync("email,name,stage,interests,goals\nmaya@students.example,Maya,college,cardiology,I like hearts\n");
        Assert.Equal((1, 1), (import.Int("bad"), import.Int("problemsTotal")));
        var named = await NameAsync(import, HttpStatusCode.OK, "email", "name", "stage", "interests", "about");
        Assert.Equal((0, 1, 0), (named.Int("bad"), named.Int("added"), named.Int("problemsTotal")));
        Assert.Equal((1, 0), (Problems(await NameAsync(import, HttpStatusCode.OK, "email", "name", "stage", "interests", "goals")), Problems(await NameAsync(import, HttpStatusCode.OK, "email", "name", "stage", "interests", null))));

        static int Problems(JsonElement view) => view.GetProperty("problems").GetArrayLength();
    }

    [Fact]
    public async Task What_cannot_be_meant_is_refused_with_what_to_say()
    {
        var import = await UploadAsync();
        foreach (var (columns, sentence) in ((string?[], string)[])[
            (["name", "email", "stage", "", ""], "Say also which column is “interests”."),
            (["name", "email", "stage", "name", "interests"], "Two columns are said to be “name”."),
            (["name", "email", "stage", "shoes", "interests"], "“shoes” is not a column we know."),
            (["name", "email"], "Say of each of the 5 columns what it means, or nothing."),
            ([], "Say of each of the 5 columns what it means, or nothing.")])
            Assert.StartsWith(sentence, (await NameAsync(import, HttpStatusCode.BadRequest, columns)).GetProperty("errors").GetProperty("columns")[0].GetString(), StringComparison.Ordinal);
        Assert.Equal("unnamed", (await Host.AsCoordinator().GetAsync($"/api/profile/imports/{import.Id()}").Json()).Text("state"));
    }

    [Fact]
    public async Task Once_an_import_has_begun_its_columns_stand()
    {
        var import = await UploadAsync();
        await NameAsync(import, HttpStatusCode.OK, "name", "email", "stage", "", "interests");
        await Host.AsCoordinator().PostAsync($"/api/profile/imports/{import.Id()}/apply", null).Json(HttpStatusCode.Accepted);
        await Host.EndedAsync(import.Id());
        Assert.Equal("Begun", (await NameAsync(import, HttpStatusCode.Conflict, "name", "email", "stage", "", "interests")).Text("code"));
    }

    [Fact]
    public async Task A_script_is_told_what_is_missing_and_so_is_whoever_sends_too_few_columns()
    {
        Task<JsonElement> AsScript(string csv) => Host.AsService("cli").PostAsync($"/api/profile/cohorts/{Host.Cohort}/imports?kind=students", ProfileHost.Csv(csv)).Json(HttpStatusCode.BadRequest);
        Assert.Contains("“interests” is missing. Is “interets” meant for “interests”?", (await AsScript("email,name,stage,interets\na,b,c,d")).ToString(), StringComparison.Ordinal);
        Assert.Contains("Two columns are called “name”", (await AsScript("email,name,Name,stage,interests\na,b,c,d,e")).ToString(), StringComparison.Ordinal);
        await (await Host.UploadAsync("email,name,stage\na,b,c")).Json(HttpStatusCode.BadRequest);
        await (await Host.UploadAsync("mail,full name,year,field\n\n")).Json(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("email,name,stage,interests")]
    [InlineData("mail,full name,year,field")]
    public async Task A_head_of_thousands_of_columns_is_refused_before_anybody_has_to_name_them(string known)
    {
        var head = $"{known},{string.Join(',', Enumerable.Range(1, 5000).Select(n => $"extra{n}"))}";
        var refused = await (await Host.UploadAsync($"{head}\nmaya@students.example,Maya,college,cardiology\n")).Json(HttpStatusCode.BadRequest);
        Assert.StartsWith("The head has 5,004 columns, and 200 can be read.", refused.GetProperty("errors").GetProperty("file")[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_elses_columns_are_not_found()
    {
        var import = await UploadAsync();
        var (winter, _) = await Host.OpenProgrammeAsync("Winter Scholars");
        foreach (var stranger in (HttpClient[])[Host.AsCoordinator(winter), Host.AsAdministrator(), Host.AsService("portal")])
        {
            await stranger.GetAsync($"/api/profile/imports/{import.Id()}/columns").Json(HttpStatusCode.NotFound);
            await stranger.PutAsJsonAsync($"/api/profile/imports/{import.Id()}/columns", new { columns = new[] { "name", "email", "stage", "", "interests" } }).Json(HttpStatusCode.NotFound);
        }
    }
}
