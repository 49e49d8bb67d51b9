using System.Net;
using System.Text.Json.Nodes;
using Mentorship.SystemTests.Running;

namespace Mentorship.SystemTests.Journeys;

/// <summary>What a stranger to the code may ask of any installation: is it well, and what are its APIs?</summary>
public sealed class DescriptionTests(Systems systems)
{
    [Theory]
    [InlineData("embedded")]
    [InlineData("distributed")]
    public async Task Every_service_says_how_it_is_and_describes_its_api(string runs)
    {
        var system = await systems.AsIt(runs);
        using var http = new HttpClient();
        foreach (var service in (string[])["profile", "matching", "notification", "portal"])
        {
            var address = system.AddressOf(service);
            Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(new Uri($"{address}/health/live"))).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(new Uri($"{address}/health/ready"))).StatusCode);

            var document = JsonNode.Parse(await http.GetStringAsync(new Uri($"{address}/openapi/{service}.json")))!;
            var acts = document["paths"]!.AsObject().SelectMany(p => p.Value!.AsObject().Select(a => (p.Key, Act: a.Key, Says: a.Value!["summary"]?.GetValue<string>()))).ToList();
            Assert.NotEmpty(acts);
            Assert.All(acts, a =>
            {
                Assert.StartsWith($"/api/{service}/", a.Key, StringComparison.Ordinal);
                Assert.False(string.IsNullOrWhiteSpace(a.Says), $"{a.Act} {a.Key} does not say what it is for.");
            });
        }
    }
}
