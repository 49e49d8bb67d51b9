using System.Text.Json;
using Mentorship.ServiceDefaults;
using Mentorship.ServiceDefaults.Sealing;

namespace Mentorship.Profile.Outcomes;

/// <summary>
/// How many people of each group went each way in one publication, sealed with a key of the publication's own: a group may
/// be one person. It goes into one figure at most.
/// </summary>
internal sealed class SealedCounts
{
    const string Table = "outcome_counts";

    /// <summary>The length of what is sealed would tell how many groups there are people in.</summary>
    const int Padding = 512;

    SealedCounts() { }

    public Guid PublicationId { get; private set; }
    public string Role { get; private set; } = "";
    public string Division { get; private set; } = "";
    /// <summary>The school let it be used in matching then, and no law protects it: the programme's office may see a figure of its own.</summary>
    public bool ForOffices { get; private set; }
    public byte[] Counts { get; private set; } = [];
    /// <summary>The year whose figure it is part of; null while it waits for more.</summary>
    public int? Year { get; private set; }

    string Column => $"counts of {Role} by {Division}";

    public static SealedCounts Of(Guid publication, string role, Division division, bool forOffices, Counts counts, DataKey key)
    {
        var row = new SealedCounts { PublicationId = publication, Role = role, Division = division.Code, ForOffices = forOffices };
        var text = JsonSerializer.Serialize(counts, Json.Options);
        row.Counts = key.Seal(Table, row.Column, text.PadRight((text.Length + Padding - 1) / Padding * Padding));
        return row;
    }

    public Counts Open(DataKey key) => JsonSerializer.Deserialize<Counts>(key.Open(Table, Column, Counts), Json.Options)!;

    public void GoInto(int year) => Year = year;
}
