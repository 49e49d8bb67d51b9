using Mentorship.ServiceDefaults.Sealing;

namespace Mentorship.Profile.Corrections;

/// <summary>What somebody says is wrong about them and they cannot change themselves, until a coordinator of the programme has answered.</summary>
internal sealed class Correction
{
    public const string Asked = "asked";
    public const string Done = "done";
    public const string Refused = "refused";

    public const string Table = "corrections";
    const string TextColumn = "text", ReasonColumn = "reason";

    /// <summary>What it may be about.</summary>
    public static readonly string[] Subjects = ["name", "birthday", "imported", "training", "clearance", "application"];

    Correction() { }

    public Guid Id { get; private set; }
    public Guid PersonId { get; private set; }
    public Guid ProgrammeId { get; private set; }
    /// <summary>One of <see cref="Subjects"/>; one of each is open in a programme at most.</summary>
    public string About { get; private set; } = "";
    /// <summary>What is right, sealed with the person's key, as the reason is.</summary>
    public byte[] Text { get; private set; } = [];
    public string State { get; private set; } = Asked;
    /// <summary>Why it was refused.</summary>
    public byte[]? Reason { get; private set; }
    public Guid? DecidedBy { get; private set; }
    public DateTimeOffset AskedAt { get; private set; }
    public DateTimeOffset? DecidedAt { get; private set; }
    public int Version { get; private set; }

    public static Correction Of(Guid person, Guid programme, string about, DateTimeOffset now) =>
        new() { Id = Guid.CreateVersion7(now), PersonId = person, ProgrammeId = programme, About = about };

    /// <summary>Says it, or says it anew as long as nobody has answered.</summary>
    public void Say(string text, DataKey key, DateTimeOffset now)
    {
        (Text, AskedAt) = (key.Seal(Table, TextColumn, text), now);
        Version++;
    }

    /// <param name="reason">Why not; empty where it was done.</param>
    public void Decide(string reason, DataKey key, Guid by, DateTimeOffset now)
    {
        State = reason.Length == 0 ? Done : Refused;
        Reason = reason.Length == 0 ? null : key.Seal(Table, ReasonColumn, reason);
        (DecidedBy, DecidedAt) = (by, now);
        Version++;
    }

    public string TextIn(DataKey? key) => key?.Open(Table, TextColumn, Text) ?? "";

    public string? ReasonIn(DataKey? key) => Reason is { } reason ? key?.Open(Table, ReasonColumn, reason) : null;
}
