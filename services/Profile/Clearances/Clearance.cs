using Mentorship.ServiceDefaults.Sealing;

namespace Mentorship.Profile.Clearances;

/// <summary>That a programme has checked a mentor for work with minors, and until when that counts. No setting lifts it: without one, nobody under age is paired with them.</summary>
internal sealed class Clearance
{
    const string Table = "clearances", NoteColumn = "note";

    Clearance() { }

    public Guid ProgrammeId { get; private set; }
    public Guid PersonId { get; private set; }
    public DateOnly ClearedOn { get; private set; }
    /// <summary>The last day on which it counts.</summary>
    public DateOnly ExpiresOn { get; private set; }
    /// <summary>What the office noted, sealed with the mentor's key.</summary>
    public byte[]? Note { get; private set; }
    public Guid RecordedBy { get; private set; }
    public DateTimeOffset RecordedAt { get; private set; }
    /// <summary>It has run out, and Matching was told.</summary>
    public bool Lapsed { get; private set; }

    public static Clearance Of(Guid programme, Guid person) => new() { ProgrammeId = programme, PersonId = person };

    public void Record(DateOnly clearedOn, DateOnly expiresOn, string note, DataKey key, Guid by, DateTimeOffset now)
    {
        (ClearedOn, ExpiresOn, RecordedBy, RecordedAt, Lapsed) = (clearedOn, expiresOn, by, now, false);
        Note = note.Length > 0 ? key.Seal(Table, NoteColumn, note) : null;
    }

    public bool Counts(DateOnly today) => ExpiresOn >= today;

    public void Lapse() => Lapsed = true;

    public string NoteIn(DataKey? key) => Note is { } note && key is not null ? key.Open(Table, NoteColumn, note) : "";
}
