using System.Net;
using System.Text.Json.Nodes;
using Mentorship.Testing;

namespace Mentorship.SystemTests.Journeys;

/// <summary>The one process as an office runs it for real: what it says, and what it will not do.</summary>
[Collection("Beside")]
public sealed class OutsideDevelopmentTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("mentorship-real-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Its_log_is_JSON_with_one_line_a_request_that_names_the_route_and_the_correlation_id()
    {
        await using var office = await ServiceProcess.StartAsync("Standalone", Settings());
        using var http = ThroughProxy(office);

        foreach (var (path, status, route) in ((string, HttpStatusCode, string)[])
        [
            ("/", HttpStatusCode.OK, "/"),
            ("/sign-in?email=ana@school.example", HttpStatusCode.OK, "/sign-in"),
            ("/development/mail", HttpStatusCode.NotFound, "/development/mail"),
            ("/api/profile/taxonomy/ana@school.example", HttpStatusCode.NotFound, "(no route)"),
        ])
        {
            using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
            Assert.Equal(status, answer.StatusCode);
            var correlation = Assert.Single(answer.Headers.GetValues("X-Correlation-Id"));
            var said = await Eventually.Some($"a line about {path}", () => Task.FromResult(Lines(office).Where(l => l["TraceId"]?.GetValue<string>() == correlation).ToList() is { Count: > 0 } lines ? lines : null));
            var line = Assert.Single(said)["Properties"]!;
            Assert.Equal(("GET", route, (int)status), (line["Method"]!.GetValue<string>(), line["Route"]!.GetValue<string>(), line["Status"]!.GetValue<int>()));
        }
        Assert.DoesNotContain("ana@school.example", string.Join('\n', office.Output), StringComparison.Ordinal);
        Assert.All(office.Output.SkipWhile(l => l != "  Ctrl+C ends it.").Skip(2), l => JsonNode.Parse(l));
    }

    [Fact]
    public async Task Behind_a_proxy_that_ends_TLS_a_form_comes_with_a_cookie_for_TLS_alone()
    {
        await using var office = await ServiceProcess.StartAsync("Standalone", Settings());
        using var http = ThroughProxy(office);

        using var form = await http.GetAsync(new Uri("/sign-in", UriKind.Relative));

        Assert.Equal(HttpStatusCode.OK, form.StatusCode);
        var cookie = Assert.Single(form.Headers.GetValues("Set-Cookie"));
        Assert.StartsWith("__Host-", cookie, StringComparison.Ordinal);
        Assert.Contains("secure", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Its_services_take_the_tokens_that_bear_the_address_people_type()
    {
        await using var office = await ServiceProcess.StartAsync("Standalone", Settings());
        using var http = ThroughProxy(office);
        using var asked = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = "cli",
            ["client_secret"] = await File.ReadAllTextAsync(Path.Combine(_folder, "keys", "cli.client"), TestContext.Current.CancellationToken),
            ["audience"] = "profile",
        });
        using var given = await http.PostAsync(new Uri("/connect/token", UriKind.Relative), asked);
        http.DefaultRequestHeaders.Authorization = new("Bearer", JsonNode.Parse(await given.Content.ReadAsStringAsync())!["access_token"]!.GetValue<string>());

        using var taxonomy = await http.GetAsync(new Uri("/api/profile/taxonomy", UriKind.Relative));

        Assert.Equal(HttpStatusCode.OK, taxonomy.StatusCode);
    }

    [Fact]
    public async Task Without_TLS_a_form_is_a_fault_that_can_be_quoted()
    {
        await using var office = await ServiceProcess.StartAsync("Standalone", Settings());
        using var http = new HttpClient { BaseAddress = new Uri(office.Address) };

        using var fault = await http.GetAsync(new Uri("/sign-in", UriKind.Relative));

        Assert.Equal(HttpStatusCode.InternalServerError, fault.StatusCode);
        Assert.Contains(Assert.Single(fault.Headers.GetValues("X-Correlation-Id"))[..8], await fault.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Demo:Enabled", "true", "The demonstration is for Development only")]
    [InlineData("Mail:Mode", "folder", "for Development only")]
    [InlineData("Mail:Host", "", "Mail:Host names the mail server")]
    public async Task It_does_not_start_with_what_only_Development_may_have_or_without_what_it_needs(string setting, string value, string why) =>
        Assert.Contains(why, await RefusedAsync(new(Settings()) { [setting] = value }), StringComparison.Ordinal);

    [Fact]
    public async Task It_does_not_start_on_a_folder_that_holds_the_demonstration()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "demo"), "ready", TestContext.Current.CancellationToken);
        Assert.Contains("holds the demonstration", await RefusedAsync(Settings()), StringComparison.Ordinal);
    }

    static HttpClient ThroughProxy(ServiceProcess office) =>
        new() { BaseAddress = new Uri(office.Address), DefaultRequestHeaders = { { "X-Forwarded-Proto", "https" }, { "X-Forwarded-For", "203.0.113.7" } } };

    static async Task<string> RefusedAsync(Dictionary<string, string?> settings) =>
        (await Assert.ThrowsAsync<InvalidOperationException>(() => ServiceProcess.RunAsync("Standalone", settings))).Message;

    static List<JsonNode> Lines(ServiceProcess office) => [.. office.Output.Where(l => l.StartsWith('{')).Select(l => JsonNode.Parse(l)!)];

    Dictionary<string, string?> Settings() => new()
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Production",
        ["Data:Folder"] = _folder,
        ["Portal:PublicUrl"] = "https://mentoring.school.example",
        ["Mail:Host"] = "127.0.0.1",
        ["Mail:From"] = "office@school.example",
    };
}
