using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Mentorship.Cli.CommandLine;

namespace Mentorship.Cli.Imports;

/// <summary><c>mentorship import</c>: checks a file as the office's page would, and applies it when told.</summary>
static class ImportFile
{
    static readonly TimeSpan Between = TimeSpan.FromMilliseconds(500);

    public static readonly Verb Verb = new("import", "Checks a CSV file of students, mentors, choices, trainings or conflicts, and imports it with --apply.",
    [
        new("--cohort", "ID", "The cohort's id, from the address of its page.", Required: true),
        new("--kind", "KIND", "students, mentors, choices, trainings or conflicts.", Required: true) { Words = ["students", "mentors", "choices", "trainings", "conflicts"] },
        new("--apply", null, "Imports the rows that can be read. Without it nothing is written."),
        new("--rejected", "FILE", "Write the rows that cannot be used there, each with its reasons, to correct and import again."),
        new("--address", "URL", "Where the Portal is. http://localhost:5080 unless given."),
        new("--profile", "URL", "Where Profile is, if it runs as a process of its own. As --address unless given."),
        new("--data", "FOLDER", "The data folder that holds the secret. .data unless given."),
    ], RunAsync, "FILE")
    {
        Notes =
        [
            "The secret comes from Clients__cli in the environment, else from keys/cli.client in the data folder.",
            "It ends with 0 when every row can be used, with 3 when some cannot; the others are imported all the same.",
            "Importing the same file again changes nothing.",
        ],
    };

    static async Task<int> RunAsync(Given given, Terminal terminal, CancellationToken ct)
    {
        var (cohort, kind) = (given.Id("--cohort"), given["--kind"]!);
        var portal = given.Address("--address") ?? new Uri("http://localhost:5080/");
        var file = new FileInfo(given.Operand);
        if (!file.Exists) throw new UsageException($"There is no file {file.FullName}.");

        using var profile = new ProfileApi(portal, given.Address("--profile") ?? portal, Secret(given, terminal), terminal.Time);
        await using var csv = file.OpenRead();
        var import = await profile.SendAsync($"cohorts/{cohort}/imports?kind={kind}&name={Uri.EscapeDataString(file.Name)}",
            new StreamContent(csv) { Headers = { ContentType = new MediaTypeHeaderValue("text/csv", "utf-8") } }, ct);
        await SayAsync(import, terminal);
        if (given["--rejected"] is { } rejected && import.Bad > 0) await File.WriteAllTextAsync(rejected, await profile.TextAsync($"imports/{import.Id}/rejected.csv", ct), ct);
        if (!given.Has("--apply"))
        {
            await terminal.SayAsync("Nothing has been written. Add --apply to import.");
            return import.Bad > 0 ? Exit.BadRows : Exit.Done;
        }
        if (import.Lines == import.Bad) throw new FailedException("There is no row that could be imported. Nothing has been written.");

        import = await ApplyAsync(profile, import, terminal, ct);
        await terminal.SayAsync($"Imported: {Counts(import)}.");
        return import.Bad > 0 ? Exit.BadRows : Exit.Done;
    }

    static async Task<ImportView> ApplyAsync(ProfileApi profile, ImportView import, Terminal terminal, CancellationToken ct)
    {
        var said = -1;
        import = await profile.SendAsync($"imports/{import.Id}/apply", null, ct);
        while (import.State is "queued" or "running")
        {
            if (import.Done != said) await terminal.SayAsync($"  {said = import.Done} of {import.Lines - import.Bad} rows");
            await Task.Delay(Between, terminal.Time, ct);
            import = await profile.GetAsync($"imports/{import.Id}", ct);
        }
        return import.State == "done" ? import
            : throw new FailedException($"The import was {(import.State == "cancelled" ? "cancelled" : "given up")} after {import.Done} rows. These stay. Import the same file again to go on.");
    }

    static async Task SayAsync(ImportView import, Terminal terminal)
    {
        await terminal.SayAsync($"{import.FileName}: {Many(import.Lines, "row")}, {Counts(import)}{(import.Bad == 0 ? "" : $", {import.Bad} that cannot be used")}.");
        var problems = import.Problems ?? [];
        foreach (var problem in problems)
        {
            var place = problem.Column is { Length: > 0 } column ? $"line {problem.Line}, {column}" : $"line {problem.Line}";
            var written = problem.Written is { Length: > 0 } text ? $" \"{text}\"" : "";
            await terminal.SayAsync($"  {(problem.Severity == "bad" ? "" : "note, ")}{place}:{written} {problem.Reason}");
        }
        if (import.ProblemsTotal > problems.Length)
            await terminal.SayAsync($"  and {import.ProblemsTotal - problems.Length} more; --rejected FILE writes every row that cannot be used.");
    }

    static string Counts(ImportView import) => $"{import.Added} new, {import.Changed} changed, {import.Same} as they were";

    static string Many(int count, string thing) => string.Create(CultureInfo.InvariantCulture, $"{count} {thing}{(count == 1 ? "" : "s")}");

    static string Secret(Given given, Terminal terminal)
    {
        if (terminal.Environment("Clients__cli") is { Length: > 0 } secret) return secret;
        var file = Path.Combine(given["--data"] ?? ".data", "keys", "cli.client");
        try
        {
            return File.ReadAllText(file).Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FailedException($"There is no secret to get in with: set Clients__cli, or name the data folder with --data. {Path.GetFullPath(file)} cannot be read.", e);
        }
    }
}

/// <summary>Profile as the command line calls it, with a token that is renewed before its five minutes are over.</summary>
sealed class ProfileApi(Uri portal, Uri profile, string secret, TimeProvider time) : IDisposable
{
    readonly HttpClient _http = new() { Timeout = TimeSpan.FromMinutes(3) };
    string _token = "";
    DateTimeOffset _renewAt = DateTimeOffset.MinValue;

    public Task<ImportView> GetAsync(string path, CancellationToken ct) => AskAsync(HttpMethod.Get, path, null, ct);

    public Task<ImportView> SendAsync(string path, HttpContent? body, CancellationToken ct) => AskAsync(HttpMethod.Post, path, body, ct);

    public async Task<string> TextAsync(string path, CancellationToken ct)
    {
        using var answer = await AnswerAsync(HttpMethod.Get, path, null, ct);
        return await answer.Content.ReadAsStringAsync(ct);
    }

    async Task<ImportView> AskAsync(HttpMethod method, string path, HttpContent? body, CancellationToken ct)
    {
        using var answer = await AnswerAsync(method, path, body, ct);
        return await answer.Content.ReadFromJsonAsync<ImportView>(ct) ?? throw new FailedException("Profile answered without an import.");
    }

    async Task<HttpResponseMessage> AnswerAsync(HttpMethod method, string path, HttpContent? body, CancellationToken ct)
    {
        var token = await TokenAsync(ct);
        using var request = new HttpRequestMessage(method, new Uri(profile, $"api/profile/{path}")) { Content = body, Headers = { Authorization = new("Bearer", token) } };
        var answer = await ReachAsync(profile, () => _http.SendAsync(request, ct), ct);
        if (answer.IsSuccessStatusCode) return answer;
        using (answer) throw new FailedException(await WhyAsync(answer, ct));
    }

    async Task<string> TokenAsync(CancellationToken ct)
    {
        if (time.GetUtcNow() < _renewAt) return _token;
        using var form = new FormUrlEncodedContent([
            new("grant_type", "client_credentials"), new("client_id", "cli"), new("client_secret", secret), new("audience", "profile")]);
        using var answer = await ReachAsync(portal, () => _http.PostAsync(new Uri(portal, "connect/token"), form, ct), ct);
        if (answer.StatusCode == HttpStatusCode.Unauthorized) throw new FailedException($"{portal} does not know this secret. Is it the one of this installation?");
        if (!answer.IsSuccessStatusCode) throw new FailedException($"{portal} gave no token: it answered {(int)answer.StatusCode}.");
        using var issued = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(ct));
        _renewAt = time.GetUtcNow().AddSeconds(issued.RootElement.GetProperty("expires_in").GetInt32() * 0.8);
        return _token = issued.RootElement.GetProperty("access_token").GetString()!;
    }

    static async Task<HttpResponseMessage> ReachAsync(Uri address, Func<Task<HttpResponseMessage>> ask, CancellationToken ct)
    {
        try
        {
            return await ask();
        }
        catch (Exception e) when (e is HttpRequestException || (e is TaskCanceledException && !ct.IsCancellationRequested))
        {
            throw new FailedException($"{address} does not answer. Is the application running there? --address names another place.", e);
        }
    }

    static async Task<string> WhyAsync(HttpResponseMessage answer, CancellationToken ct)
    {
        if (answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Forbidden) return "There is no such cohort, or it is not open to imports. --cohort takes the id from the address of its page.";
        try
        {
            using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(ct));
            if (problem.RootElement.TryGetProperty("detail", out var detail) && detail.GetString() is { Length: > 0 } sentence) return sentence;
            if (problem.RootElement.TryGetProperty("errors", out var errors))
                return string.Join(" ", errors.EnumerateObject().SelectMany(field => field.Value.EnumerateArray()).Select(e => e.GetString()));
        }
        catch (JsonException)
        {
        }
        return $"Profile answered {(int)answer.StatusCode}. Nothing is known to have been written.";
    }

    public void Dispose() => _http.Dispose();
}

/// <summary>An import as Profile tells of it.</summary>
sealed record ImportView(
    Guid Id, string FileName, string State, int Lines, int Added, int Changed, int Same, int Bad, int Done, ImportProblem[]? Problems, int ProblemsTotal);

/// <summary>A mistake or a remark.</summary>
sealed record ImportProblem(int Line, string? Column, string? Written, string Reason, string? Severity);
