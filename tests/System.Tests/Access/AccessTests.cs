using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.RegularExpressions;
using Mentorship.SystemTests.Running;
using Mentorship.Testing;

namespace Mentorship.SystemTests.Access;

/// <summary>
/// Every route of <c>tests/Contracts.Tests/access.csv</c>, called with one programme's ids as everybody who has no
/// business there: nobody, the people of another programme, the administrator, services, and tokens made for others.
/// </summary>
[Collection("Beside")]
public sealed partial class AccessTests : IAsyncLifetime
{
    static readonly Row[] Table = [.. File.ReadLines(Path.Combine(Repository.Root, "tests", "Contracts.Tests", "access.csv")).Skip(1).Select(Row.Of)];
    static readonly string[] Services = ["profile", "matching", "notification", "portal", "cli"];

    // One for each test: an administrator may do what is asked here, and then it is done.
    readonly Neighbours _neighbours = new();

    public ValueTask InitializeAsync() => _neighbours.InitializeAsync();

    public ValueTask DisposeAsync() => _neighbours.DisposeAsync();

    [Fact]
    public async Task Whoever_has_no_business_with_a_route_is_told_nothing()
    {
        var wrong = new List<string>();
        foreach (var row in Table.Where(r => r.IsApi))
            foreach (var caller in Callers(row))
                if (await ApiAsync(row, caller) is { } said) wrong.Add(said);
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task Whoever_has_business_with_a_route_is_let_in()
    {
        // Else a wrong id would pass for a closed door.
        var wrong = new List<string>();
        foreach (var row in Table.Where(r => r.IsApi && r.Method == "GET" && r.Roles.Contains("coordinator")))
        {
            using var answer = await SendAsync(row, new("their coordinator", row.Service, _neighbours.Theirs.Coordinator, [$"coordinator:{_neighbours.Theirs.Programme}"]));
            if (!answer.IsSuccessStatusCode) wrong.Add($"{row}: {(int)answer.StatusCode}");
        }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task Whoever_has_no_business_with_a_page_sees_nothing_of_it()
    {
        var wrong = new List<string>();
        foreach (var (kind, email) in new[] { ("anonymous", null), ("student", _neighbours.Own.StudentEmail), ("mentor", _neighbours.Own.MentorEmail), ("coordinator", _neighbours.Own.CoordinatorEmail), ("administrator", null) })
        {
            using var browser = Browser();
            if (kind == "administrator") await SignInByFileAsync(browser);
            else if (email is not null) await SignInAsync(browser, email);
            foreach (var row in Table.Where(r => r.Method == "PAGE" && !r.Roles.Contains("anyone")))
            {
                using var answer = await browser.GetAsync(new Uri(_neighbours.System.Address + Filled(row.Route)));
                if (Judge(row, kind, answer, await answer.Content.ReadAsStringAsync()) is { } said) wrong.Add(said);
            }
        }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    IEnumerable<Caller> Callers(Row row)
    {
        var service = row.Service;
        yield return new("anonymous", null, Guid.Empty, []);
        yield return new("audience", service == "profile" ? "matching" : "profile", _neighbours.Theirs.Coordinator, [$"coordinator:{_neighbours.Theirs.Programme}", "administrator"]);
        yield return new("student", service, _neighbours.Own.Student, ["student"]);
        yield return new("mentor", service, _neighbours.Own.Mentor, ["mentor"]);
        yield return new("coordinator", service, _neighbours.Own.Coordinator, [$"coordinator:{_neighbours.Own.Programme}"]);
        yield return new("administrator", service, _neighbours.Own.Coordinator, ["administrator"]);
        foreach (var other in Services.Where(s => !row.Roles.Contains($"service:{s}"))) yield return new($"service:{other}", service, Guid.Empty, ["service"]) { Subject = other };
    }

    async Task<string?> ApiAsync(Row row, Caller caller)
    {
        if (row.Roles.Contains("anyone")) return null;
        using var answer = await SendAsync(row, caller);
        return Judge(row, caller.Kind, answer, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>A sentence where the answer is not what the table says.</summary>
    string? Judge(Row row, string kind, HttpResponseMessage answer, string body)
    {
        var code = ((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture);
        var told = _neighbours.Theirs.Secrets.FirstOrDefault(s => body.Contains(s, StringComparison.OrdinalIgnoreCase));
        // An administrator, or a service, that may call it at all may do so for everybody.
        if (row.Roles.Contains(kind) && kind is not ("student" or "mentor" or "coordinator")) return null;
        var expected = kind is "anonymous" or "audience" ? row.Otherwise[..1]
            : !row.Admits(kind) || row is { Whose: not "all", NamesSomeone: true } ? row.Otherwise[1..]
            : null;
        // A page about oneself may lead on to another, and an act of one's own may be refused for what it says.
        if (expected is null) return row.Whose == "all" || (told is null && (int)answer.StatusCode < 500) ? null : $"{row} as {kind}: {code}, and it says {told}";
        return expected.Contains(code) && told is null ? null : $"{row} as {kind}: {code} instead of {string.Join(" or ", expected)}{(told is null ? "" : $", and it says {told}")}";
    }

    async Task<HttpResponseMessage> SendAsync(Row row, Caller caller)
    {
        using var client = caller.Audience is null ? new HttpClient()
            : caller.Subject is { } service ? _neighbours.School.AsService(caller.Audience, service)
            : _neighbours.School.As(caller.Audience, caller.Person, caller.Roles);
        using var request = new HttpRequestMessage(new(row.Method), new Uri(_neighbours.System.Address + Filled(row.Route)));
        if (row.Method is not ("GET" or "DELETE")) request.Content = Body(row);
        return await client.SendAsync(request);
    }

    /// <summary>One body for every act: each reads what it knows.</summary>
    HttpContent Body(Row row) => row.Route.EndsWith("/imports", StringComparison.Ordinal)
        ? new StringContent("email,name,stage,interests\nx@school.example,X Y,college,Cardiology\n", Encoding.UTF8, "text/csv")
        : JsonContent.Create(new
        {
            personId = _neighbours.Theirs.Student,
            studentId = _neighbours.Theirs.Student,
            mentorId = _neighbours.Theirs.Mentor,
            subjectId = _neighbours.Theirs.Pair,
            mentorIds = new[] { _neighbours.Theirs.Mentor },
            ids = new[] { _neighbours.Theirs.Student },
            answer = "yes",
            side = "student",
            act = "answer-offer",
            role = "student",
            email = "x@school.example",
            name = "X Y",
            stage = "college",
            interests = new[] { "Cardiology" },
            kind = row.Route.Contains("/overrides", StringComparison.Ordinal) ? "pair" : "batch",
            timeZone = "America/New_York",
            code = "482913",
            expiresAt = TimeProvider.System.GetUtcNow().AddMinutes(5),
        });

    string Filled(string route) => Parameter().Replace(route, found => (found.Groups[1].Value switch
    {
        "cohortId" => _neighbours.Theirs.Cohort,
        "personId" or "studentId" => _neighbours.Theirs.Student,
        "mentorId" or "mentor" => _neighbours.Theirs.Mentor,
        "delegateId" => _neighbours.Theirs.Assistant,
        "pairId" => _neighbours.Theirs.Pair,
        "runId" or "otherId" => _neighbours.Theirs.Run,
        "importId" => _neighbours.Theirs.Import,
        "trainingId" => _neighbours.Theirs.Training,
        "id" => route.Split('/', StringSplitOptions.RemoveEmptyEntries) is var parts && Array.IndexOf(parts, "{id}") is var at ? parts[at - 1] switch
        {
            "programmes" => _neighbours.Theirs.Programme,
            "cohorts" => _neighbours.Theirs.Cohort,
            "mentors" => _neighbours.Theirs.Mentor,
            "imports" => _neighbours.Theirs.Import,
            "runs" => _neighbours.Theirs.Run,
            "pairs" => _neighbours.Theirs.Pair,
            "inbox" => _neighbours.Theirs.Entry,
            "trainings" => _neighbours.Theirs.Training,
            _ => _neighbours.Theirs.Cohort,
        } : Guid.Empty,
        _ => Guid.Empty,
    }).ToString()) + (route.EndsWith("/imports", StringComparison.Ordinal) ? "?kind=students&name=x.csv" : "");

    HttpClient Browser() => new(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new() }) { Timeout = TimeSpan.FromSeconds(60) };

    /// <summary>With a mailed code, as the pages' forms do it.</summary>
    async Task SignInAsync(HttpClient browser, string email)
    {
        await SendFormAsync(browser, "/sign-in", "email", email);
        var mail = await _neighbours.System.MailAsync(email, "is your code for");
        await SendFormAsync(browser, "/sign-in/code", "code", mail.Subject[..6]);
        using var home = await browser.GetAsync(new Uri(_neighbours.System.Address + "/account"));
        Assert.True(home.IsSuccessStatusCode, $"{email} is signed in");
    }

    /// <summary>As the first administrator of an installation: by the link that only who runs it can read.</summary>
    async Task SignInByFileAsync(HttpClient browser)
    {
        var file = Path.Combine(_neighbours.System.Folder, "keys", "first-administrator.txt");
        await Eventually.True("the link is written", () => File.Exists(file) && new FileInfo(file).Length > 0);
        await SendFormAsync(browser, new Uri((await File.ReadAllTextAsync(file)).Trim()).PathAndQuery, "", "", "?handler=SignIn");
        using var home = await browser.GetAsync(new Uri(_neighbours.System.Address + "/account"));
        Assert.True(home.IsSuccessStatusCode, "the administrator is signed in");
    }

    async Task SendFormAsync(HttpClient browser, string page, string field, string value, string handler = "")
    {
        var form = Antiforgery().Match(await browser.GetStringAsync(new Uri(_neighbours.System.Address + page)));
        Assert.True(form.Success, $"{page} holds a form");
        using var content = new FormUrlEncodedContent([new(field, value), new("__RequestVerificationToken", form.Groups[1].Value)]);
        using var answer = await browser.PostAsync(new Uri(_neighbours.System.Address + page + handler), content);
        Assert.Equal(302, (int)answer.StatusCode);
    }

    [GeneratedRegex(@"\{(\w+)\}", RegexOptions.None, 1000)]
    private static partial Regex Parameter();

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"", RegexOptions.None, 1000)]
    private static partial Regex Antiforgery();

    sealed record Caller(string Kind, string? Audience, Guid Person, string[] Roles)
    {
        /// <summary>The service that calls, where it is none of the people.</summary>
        public string? Subject { get; init; }
    }

    sealed record Row(string Method, string Route, string[] Roles, string Whose, string[] Otherwise)
    {
        public bool IsApi => Route.StartsWith("/api/", StringComparison.Ordinal);

        public string Service => Route.Split('/')[2];

        /// <summary>Says in its address whose data is meant.</summary>
        public bool NamesSomeone => Route.Contains('{', StringComparison.Ordinal);

        /// <summary>Whether this kind may call it at all, on data of their own.</summary>
        public bool Admits(string kind) => Roles.Contains(kind)
            || (Roles.Contains("person") && kind is "student" or "mentor" or "coordinator" or "administrator")
            || (Roles.Contains("service") && kind.StartsWith("service:", StringComparison.Ordinal));

        public static Row Of(string line) => line.Split(',') is [var method, var route, var role, var whose, var otherwise]
            ? new(method, route, role.Split('|'), whose, otherwise.Split('|'))
            : throw new FormatException($"access.csv: {line}");

        public override string ToString() => $"{Method} {Route}";
    }
}
