using System.Text.Json;
using Mentorship.ServiceDefaults;
using Mentorship.ServiceDefaults.Sealing;

namespace Mentorship.Profile.Background;

/// <summary>What a person said to a facet. Declined is an answer too, and another one than none.</summary>
internal sealed record Said(string[] Choices, string Words, bool Declined, Wish Wish)
{
    public static readonly Said Rather = new([], "", Declined: true, Wish.Not);
}

/// <summary>
/// One person's answer to one facet, sealed with the person's key. In clear stand only that there is one and what it may
/// be used for. Taking it back deletes the row.
/// </summary>
internal sealed class FacetAnswer
{
    const string Table = "facet_answers";

    /// <summary>The length of what is sealed would tell one choice from another.</summary>
    const int Padding = 512;

    FacetAnswer() { }

    internal FacetAnswer(Guid person, string facet) => (PersonId, Facet) = (person, facet);

    public Guid PersonId { get; private set; }
    public string Facet { get; private set; } = "";
    public int Version { get; private set; }
    public byte[] Answer { get; private set; } = [];
    public Purpose Purpose { get; private set; } = Purpose.Reporting;
    /// <summary>The use profile under which Matching last heard of this answer.</summary>
    public int UseVersion { get; private set; }
    public DateTimeOffset AnsweredAt { get; private set; }

    /// <summary>Whatever its owner ever opened is Matching's to hear of, also while the school allows less.</summary>
    public bool OpenedForMatching => Purpose >= Purpose.Matching;

    string Column => $"answer of {Facet}";

    public void Write(Said said, Purpose purpose, UseProfile use, DataKey key, DateTimeOffset now)
    {
        var text = JsonSerializer.Serialize(said, Json.Options);
        Answer = key.Seal(Table, Column, text.PadRight((text.Length + Padding - 1) / Padding * Padding));
        (Purpose, UseVersion, AnsweredAt) = (purpose, use.Version, now);
        Version++;
    }

    public Said Read(DataKey key) => JsonSerializer.Deserialize<Said>(key.Open(Table, Column, Answer), Json.Options)!;

    /// <summary>Puts the answer under a newer use profile; true where Matching may now know what it did not, or the other way round.</summary>
    public bool ComeUnder(UseProfile use, UseProfile before)
    {
        var (was, now) = (Purpose.Under(before.Of(Facet)), Purpose.Under(use.Of(Facet)));
        UseVersion = use.Version;
        return was >= Use.Matching != now >= Use.Matching;
    }
}

/// <summary>What its owner let an answer be used for, and since when; none once it was taken back. What they answered is not kept.</summary>
internal sealed class PurposeChange
{
    PurposeChange() { }

    public Guid Id { get; private set; }
    public Guid PersonId { get; private set; }
    public string Facet { get; private set; } = "";
    public Purpose? Purpose { get; private set; }
    public DateTimeOffset At { get; private set; }

    public static PurposeChange To(Purpose? purpose, Guid person, string facet, DateTimeOffset now) =>
        new() { Id = Guid.CreateVersion7(now), PersonId = person, Facet = facet, Purpose = purpose, At = now };
}
