using System.Collections;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Mentorship.ServiceDefaults.PersonalData;

namespace Mentorship.Portal.PersonalData;

/// <summary>A person's copy as one page that needs nothing beside it: no script, no picture, no other file.</summary>
internal static class CopyPage
{
    const string Style = """
        :root { color-scheme: light dark; }
        body { font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
        dl { display: grid; grid-template-columns: minmax(8rem, 14rem) 1fr; gap: .25rem 1rem; border-top: 1px solid GrayText; padding-top: .75rem; }
        dt { font-weight: 600; } dd { margin: 0; overflow-wrap: anywhere; }
        @media (max-width: 30rem) { dl { grid-template-columns: 1fr; } }
        """;

    public static string Write(IReadOnlyList<PersonalCopy> parts, DateTimeOffset now)
    {
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>Your data</title><style>{Style}</style></head><body><main>");
        page.Append(CultureInfo.InvariantCulture, $"<h1>Your data</h1><p>Everything that was held about you on {now.UtcDateTime:d MMMM yyyy} at {now.UtcDateTime:HH:mm} UTC. Long numbers with dashes are ids: they stand for people, cohorts and pairs. Nobody else’s name is in here.</p>");
        foreach (var part in parts)
        {
            page.Append(CultureInfo.InvariantCulture, $"<h2>{Text(Title(part.Service))}</h2>");
            if (part.Tables.Count == 0) page.Append("<p>Nothing.</p>");
            foreach (var table in part.Tables)
            {
                page.Append(CultureInfo.InvariantCulture, $"<h3>{Text(table.Title)}</h3>");
                foreach (var row in table.Rows)
                {
                    page.Append("<dl>");
                    foreach (var (column, value) in row)
                        if (Words(value) is { Length: > 0 } words)
                            page.Append(CultureInfo.InvariantCulture, $"<dt>{Text(column.Replace('_', ' '))}</dt><dd>{Text(words)}</dd>");
                    page.Append("</dl>");
                }
            }
        }
        page.Append("<h2>What is not in here, and why</h2><dl>");
        foreach (var left in parts.SelectMany(p => p.LeftOut.Select(l => (p.Service, l.What, l.Why))))
            page.Append(CultureInfo.InvariantCulture, $"<dt>{Text($"{left.Service}: {left.What}")}</dt><dd>{Text(left.Why)}</dd>");
        return page.Append("</dl></main></body></html>\n").ToString();
    }

    static string Title(string service) => service switch
    {
        "profile" => "What you and the office said about you",
        "matching" => "How pairs were found",
        "notification" => "What you were told",
        _ => "How you sign in",
    };

    /// <summary>From another service a value comes as JSON, from this one as it is.</summary>
    static string Words(object? value) => value switch
    {
        null => "",
        JsonElement { ValueKind: JsonValueKind.Array } list => string.Join(", ", list.EnumerateArray().Select(e => e.ToString())),
        JsonElement { ValueKind: JsonValueKind.True } or true => "yes",
        JsonElement { ValueKind: JsonValueKind.False } or false => "no",
        string or JsonElement => value.ToString() ?? "",
        IEnumerable list => string.Join(", ", list.Cast<object>()),
        IFormattable plain => plain.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    static string Text(string text) => WebUtility.HtmlEncode(text);
}
