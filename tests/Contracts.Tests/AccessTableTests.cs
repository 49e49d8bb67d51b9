using System.Text.RegularExpressions;
using Mentorship.Matching;
using Mentorship.Notification;
using Mentorship.Portal;
using Mentorship.Profile;
using Mentorship.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Mentorship.ContractsTests;

/// <summary>
/// <c>access.csv</c> says of every route who may call it on whose data. Here it is held against the routes that the
/// services really have; <c>System.Tests</c> calls each of them as everyone who may not.
/// </summary>
public sealed partial class AccessTableTests(Servers servers)
{
    static readonly string[] Table = [.. File.ReadLines(Path.Combine(Repository.Root, "tests", "Contracts.Tests", "access.csv")).Skip(1)];

    [Fact]
    public async Task The_table_names_every_route_and_no_other()
    {
        string[] found = [.. await RoutesAsync<ProfileDb>(), .. await RoutesAsync<MatchingDb>(), .. await RoutesAsync<NotificationDb>(), .. await RoutesAsync<PortalDb>()];
        var said = Table.Select(row => string.Join(' ', row.Split(',')[..2])).ToArray();
        Assert.Equal(said.Length, said.Distinct().Count());
        Assert.Empty(found.Except(said).Select(route => $"{route} is not in access.csv"));
        Assert.Empty(said.Except(found).Select(route => $"{route} of access.csv is no route"));
    }

    [Fact]
    public void Every_row_says_who_on_whose_data_and_what_everybody_else_is_told()
    {
        foreach (var row in Table)
        {
            Assert.Matches(Row(), row);
            var cells = row.Split(',');
            // Whoever may not, is told nothing but that: unauthenticated, forbidden, not found, or to sign in first.
            Assert.True(cells[2] == "anyone" ? cells[4].Length == 0 : cells[4].Split('|')[0] == (cells[0] == "PAGE" ? "302" : "401"), row);
        }
    }

    async Task<string[]> RoutesAsync<TDb>() where TDb : DbContext
    {
        await using var database = await servers.DatabaseAsync<TDb>(Provider.Sqlite);
        await using var issuer = await TokenIssuer.StartAsync();
        await using var host = new ServiceHost<TDb>(database, issuer, settings: new Dictionary<string, string?>
        {
            ["Mail:Mode"] = "folder",
            ["Mail:Folder"] = Path.GetTempPath(),
            ["Mail:From"] = "office@school.example",
        });
        using var client = host.Stranger();
        var routes = host.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            // Files with a fingerprint in their names, and in Development any other: a build makes them, and everyone may have them.
            .Where(e => e.RoutePattern.RawText != "{**path:file}" && !e.Metadata.Any(m => m.GetType().FullName!.Contains("StaticAsset", StringComparison.Ordinal)))
            .SelectMany(e => Methods(e).Select(method => $"{method} /{Constraint().Replace(e.RoutePattern.RawText!.TrimStart('/'), "{$1}")}"));
        return [.. routes.Distinct()];
    }

    static IEnumerable<string> Methods(RouteEndpoint endpoint) =>
        endpoint.Metadata.Any(m => m.GetType().Name.EndsWith("PageActionDescriptor", StringComparison.Ordinal)) ? ["PAGE"]
            : endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["ANY"];

    [GeneratedRegex(@"\{(\w+):[^}]+\}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Constraint();

    [GeneratedRegex(@"^(GET|POST|PUT|DELETE|ANY|PAGE),/[^,]*,(anyone|person|student|mentor|coordinator|reviewer|administrator|service(:\w+)?)(\|(student|mentor|administrator|service(:\w+)?))*,(own|programme|all|none),(\d{3}(\|\d{3})*)?$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Row();
}
