using System.Text;
using System.Text.RegularExpressions;
using Mentorship.Testing;
using Microsoft.Data.Sqlite;

namespace Mentorship.SystemTests.Running;

/// <summary>The demonstration as a newcomer finds it, with one draft made and one request asked, so that every page has something to show.</summary>
public sealed class DemoSchool : IAsyncLifetime
{
    public const string Coordinator = "ruth.abernathy-cole@northmoor.example";
    public const string Student = "imani.castellane@students.northmoor.example";
    public const string Minor = "noor.haddad@students.northmoor.example";
    public const string Mentor = "beatrix.oyelaran@faculty.northmoor.example";
    public const string Reviewer = "luca.marchetti@northmoor.example";
    public const string Assistant = "sam.okafor@northmoor.example";

    readonly Dictionary<string, string> _ids = [];

    public Embedded System { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        System = await Embedded.StartDemoAsync();
        var school = await School.OpenAsync(System);
        var coordinator = await OneAsync("profile", $"SELECT id FROM people WHERE email = '{Coordinator}'");
        _ids["student"] = await OneAsync("profile", $"SELECT id FROM people WHERE email = '{Student}'");
        _ids["mentor"] = await OneAsync("profile", $"SELECT id FROM people WHERE email = '{Mentor}'");
        _ids["batch"] = await OneAsync("matching", "SELECT id FROM cohorts WHERE kind = 'batch'");
        _ids["rolling"] = await OneAsync("matching", "SELECT id FROM cohorts WHERE kind = 'rolling'");
        (_ids["facet"], _ids["protected"], _ids["step"]) = ("rural", "race-ethnicity", "hours");
        _ids["import"] = await OneAsync("profile", "SELECT id FROM imports LIMIT 1");
        _ids["programme"] = await OneAsync("matching", $"SELECT programme_id FROM cohorts WHERE lower(id) = '{_ids["batch"]}'");
        (_ids["summer"], _ids["research"]) = ("summer-scholars", "research-year");
        _ids["read"] = await OneAsync("profile", "SELECT id FROM applications WHERE number = 1");
        _ids["unread"] = await OneAsync("profile", "SELECT id FROM applications WHERE number = 2");
        var office = new Office(school, Guid.Parse(_ids["programme"]), "the demonstration", Guid.Parse(coordinator), Coordinator);
        _ids["run"] = (await office.RunAsync(Guid.Parse(_ids["batch"])))["id"]!.GetValue<string>();
        _ids["unnamed"] = await UploadAsync(office, "full name,mail,level,likes\nMaya Ortiz,maya.ortiz@students.northmoor.example,college,cardiology\n");
        _ids["pair"] = await AskAsync(school);
        await AskGuardianAsync(office);
        await NameAssistantAsync(school);
        await ReviewAsync(school);
    }

    /// <summary>A page's address with {programme}, {summer}, {research}, {student}, {mentor}, {minor}, {asking}, {batch}, {rolling}, {run}, {import}, {unnamed}, {pair}, {read}, {unread}, {step}, {facet} and {protected} filled in.</summary>
    public string At(string page) => _ids.Aggregate(page, (address, id) => address.Replace($"{{{id.Key}}}", id.Value, StringComparison.Ordinal));

    public ValueTask DisposeAsync() => System.DisposeAsync();

    /// <summary>A list whose columns somebody has yet to name.</summary>
    async Task<string> UploadAsync(Office office, string csv)
    {
        using var profile = office.Profile;
        using var answer = await profile.PostAsync(new Uri($"cohorts/{_ids["batch"]}/imports?kind=students&name=ours.csv", UriKind.Relative), new StringContent(csv, Encoding.UTF8, "text/csv"));
        return (await School.NodeAsync(answer, "imports"))["id"]!.GetValue<string>();
    }

    /// <summary>Somebody of the rolling cohort asks the first mentor who is open to them; both have a page about it then.</summary>
    async Task<string> AskAsync(School school)
    {
        var student = Guid.Parse(await OneAsync("matching", $"SELECT student_id FROM pool_students WHERE lower(cohort_id) = '{_ids["rolling"]}' AND student_id NOT IN (SELECT student_id FROM pairs) ORDER BY student_id LIMIT 1"));
        using var asking = school.As("matching", student, "student");
        var mentors = await School.GetAsync(asking, $"me/cohorts/{_ids["rolling"]}/mentors?page=1&size=1");
        var pair = await School.PostAsync(asking, $"me/cohorts/{_ids["rolling"]}/ask", new { mentorId = mentors["items"]![0]!["mentorId"]!.GetValue<Guid>() });
        _ids["asker"] = student.ToString();
        return pair["id"]!.GetValue<string>();
    }

    /// <summary>A minor whose guardian has been asked; the link in the mail is the guardian's page.</summary>
    async Task AskGuardianAsync(Office office)
    {
        using var profile = office.Profile;
        var cohort = Guid.Parse(_ids["batch"]);
        var added = await School.PostAsync(profile, $"cohorts/{cohort}/people", new { role = "student", email = Minor, name = "Noor Haddad", stage = "high school", interests = new[] { "cardiology" } });
        _ids["minor"] = added["personId"]!.GetValue<string>();
        await office.InviteAsync(cohort);
        await School.PutAsync(profile, $"cohorts/{cohort}/students/{_ids["minor"]}/guardian", new { name = "Samira Haddad", email = "samira.haddad@home.example", language = "en" });
        var mail = await System.MailAsync("samira.haddad@home.example", "we ask you first");
        _ids["asking"] = Regex.Match(mail.Text, @"/guardian/([\w-]+)", RegexOptions.None, TimeSpan.FromSeconds(1)).Groups[1].Value;
    }

    /// <summary>Somebody answers for the mentor.</summary>
    async Task NameAssistantAsync(School school)
    {
        using var profile = school.As("profile", Guid.Parse(_ids["mentor"]), "mentor");
        await School.PostAsync(profile, "me/delegates", new { email = Assistant, name = "Sam Okafor" });
        await school.AccountAsync(Guid.Parse(await OneAsync("profile", $"SELECT id FROM people WHERE email = '{Assistant}'")));
    }

    /// <summary>Somebody reviews figures, and a year is over. Years pass too slowly for a fixture, so its figures are put where they would be.</summary>
    async Task ReviewAsync(School school)
    {
        using var profile = school.As("profile", Guid.CreateVersion7(TimeProvider.System.GetUtcNow()), "administrator");
        await school.AccountAsync((await School.PostAsync(profile, "reviewers", new { email = Reviewer, name = "Prof. Luca Marchetti" }))["personId"]!.GetValue<Guid>());
        static string Share(string measure, int percent, int points, int low, int high) => $$"""{"measure":"{{measure}}","percent":{{percent}},"points":{{points}},"low":{{low}},"high":{{high}}}""";
        static string Group(string codes, bool rest, int people, params string[] shares) => $$"""{"codes":[{{codes}}],"rest":{{(rest ? "true" : "false")}},"people":{{people}},"shares":[{{string.Join(',', shares)}}]}""";
        static string Figure(string measure, int people, int percent, params string[] groups) => $$"""{"people":{{people}},"all":[{"measure":"{{measure}}","percent":{{percent}}}],"groups":[{{string.Join(',', groups)}}]}""";
        (string Role, string Division, string? Shown)[] figures =
        [
            ("student", "stage", Figure("matched", 388, 93, Group("\"college\"", false, 250, Share("matched", 94, 3, -3, 9)), Group("\"high-school\",\"doctoral\"", true, 138, Share("matched", 91, -3, -9, 3)))),
            ("student", "rural", Figure("matched", 333, 93, Group("\"rural\"", false, 58, Share("matched", 84, -11, -22, -3)), Group("\"small-town\"", false, 84, Share("matched", 94, 1, -7, 6)), Group("\"city\"", false, 191, Share("matched", 96, 6, 1, 12)))),
            ("student", "veteran", null),
            ("mentor", "gender", Figure("two-or-more", 71, 60, Group("\"woman\"", false, 36, Share("two-or-more", 64, 7, -15, 29)), Group("\"man\",\"nonbinary\",\"own-words\"", true, 35, Share("two-or-more", 57, -7, -29, 15)))),
        ];
        await using var db = new SqliteConnection($"Data Source={Path.Combine(System.Folder, "profile.db")};Pooling=false;Default Timeout=30");
        await db.OpenAsync();
        await using var insert = db.CreateCommand();
        foreach (var year in (int[])[2024, 2025])
        {
            insert.CommandText = $"INSERT INTO outcome_years (year, closed_at, publications, students) VALUES ({year}, '{year + 1}-01-01 08:00:00', 4, 388)";
            await insert.ExecuteNonQueryAsync();
            foreach (var (role, division, shown) in figures)
            {
                insert.CommandText = $"INSERT INTO outcome_figures (year, role, division, programme_id, from_year, shown) VALUES ({year}, '{role}', '{division}', '{Guid.Empty}', 2024, {(shown is null ? "NULL" : $"'{shown}'")})";
                await insert.ExecuteNonQueryAsync();
            }
        }
    }

    public async Task<string> EmailOfAskerAsync() => (await System.RowsAsync("profile", $"SELECT email FROM people WHERE lower(id) = '{_ids["asker"]}'"))[0];

    async Task<string> OneAsync(string service, string statement) => (await System.RowsAsync(service, statement))[0].ToLowerInvariant();
}
