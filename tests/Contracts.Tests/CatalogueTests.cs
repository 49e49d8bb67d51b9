using System.Text.RegularExpressions;
using Mentorship.Contracts;
using Mentorship.Testing;

namespace Mentorship.ContractsTests;

/// <summary>EVENTS.md says who publishes and who hears; the sources say what is so.</summary>
public sealed partial class CatalogueTests
{
    static readonly string[] Services = ["Profile", "Matching", "Notification", "Portal"];

    [Fact]
    public void The_page_of_events_names_exactly_who_publishes_and_who_hears()
    {
        var said = File.ReadLines(Path.Combine(Repository.Root, "shared", "Contracts", "EVENTS.md"))
            .Select(line => Row().Match(line)).Where(m => m.Success)
            .Select(m => $"{m.Groups[1]} {m.Groups[2]} from {m.Groups[3].Value.Trim()} to {Sorted(m.Groups[4].Value)}");
        var sources = Services.ToDictionary(s => s, s => Sources.Of($"services/{s}").Select(file => file.Text).ToArray());
        var found = EventCatalogue.ByName.Select(e => $"{e.Value.Name} {e.Key} from {Who(t => t.Contains($"new {e.Value.Name}", StringComparison.Ordinal))} to {Who(t => t.Contains($"IConsumer<{e.Value.Name}>", StringComparison.Ordinal))}");

        Assert.Equal(found.Order(StringComparer.Ordinal), said.Order(StringComparer.Ordinal));

        string Who(Func<string, bool> does) => string.Join(", ", sources.Where(s => s.Value.Any(does)).Select(s => s.Key).Order(StringComparer.Ordinal));
    }

    static string Sorted(string names) => string.Join(", ", names.Split(',', StringSplitOptions.TrimEntries).Order(StringComparer.Ordinal));

    [GeneratedRegex(@"^\| `(\w+)` \| `([\w-]+)` \| ([^|]+) \| ([^|]+) \|", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Row();
}
