using Mentorship.ServiceDefaults.Sealing;

namespace Mentorship.Profile.Conflicts;

/// <summary>
/// Somebody whom a mentor may not be paired with, in the words they typed. Whether such a student is here is never told:
/// the row stands for whoever has this address or this name, today or later, and is found by a keyed hash.
/// </summary>
internal sealed class Declaration
{
    public const string Table = "declarations";
    const string WordsColumn = "words";

    Declaration() { }

    public Guid Id { get; private set; }
    public Guid MentorId { get; private set; }
    public string Kind { get; private set; } = Conflict.Evaluates;
    /// <summary>What was typed, sealed with the mentor's key.</summary>
    public byte[] Words { get; private set; } = [];
    public string WordsHash { get; private set; } = "";
    public DateTimeOffset SaidAt { get; private set; }

    public static Declaration Of(Guid mentor, string kind, string words, string hash, DataKey key, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        MentorId = mentor,
        Kind = kind,
        Words = key.Seal(Table, WordsColumn, words),
        WordsHash = hash,
        SaidAt = now,
    };

    public string WordsIn(DataKey? key) => key?.Open(Table, WordsColumn, Words) ?? "";
}
