using System.Text.Json;
using Mentorship.ServiceDefaults;
using Mentorship.ServiceDefaults.Sealing;

namespace Mentorship.Profile.Applications;

/// <summary>
/// Somebody names a student. The student gets one mail and decides; if they say no, or nothing for thirty days, nothing
/// about them is left but, until then, the keyed hash that keeps a second mail from going out.
/// </summary>
internal sealed class Nomination
{
    public const string Table = "nominations";
    public const string Unconfirmed = "unconfirmed", Sent = "sent", Declined = "declined";

    public static readonly TimeSpan Lasts = TimeSpan.FromDays(30);

    /// <summary>How the two know each other; whoever is neither of the first two refers rather than nominates.</summary>
    public static readonly string[] Relations = ["teacher", "counsellor", "programme", "other"];

    Nomination() { }

    public Guid Id { get; private set; }
    public Guid CohortId { get; private set; }
    public string Relation { get; private set; } = "";
    public string StudentHash { get; private set; } = "";
    /// <summary>Both names and addresses, sealed with a key of the nomination's own; gone with a no.</summary>
    public byte[]? Names { get; private set; }
    public string State { get; private set; } = Unconfirmed;
    public DateTimeOffset MadeAt { get; private set; }
    public DateTimeOffset? SentAt { get; private set; }
    public int Version { get; private set; }

    public string Source => Relation is "teacher" or "counsellor" ? Sources.Nomination : Sources.Referral;

    public static Nomination Of(Guid cohort, Guid id, string relation, string studentHash, NominationNames names, DataKey key, DateTimeOffset now) => new()
    {
        Id = id,
        CohortId = cohort,
        Relation = relation,
        StudentHash = studentHash,
        Names = names.Seal(key),
        MadeAt = now,
        Version = 1,
    };

    /// <summary>Waits for the student's own answer.</summary>
    public bool IsOpen(DateTimeOffset now) => State == Sent && now < SentAt + Lasts;

    public void Send(DateTimeOffset now)
    {
        (State, SentAt) = (Sent, now);
        Version++;
    }

    public void Decline()
    {
        (State, Names) = (Declined, null);
        Version++;
    }
}

/// <summary>Who names whom.</summary>
internal sealed record NominationNames(Applicant By, Applicant Student)
{
    public byte[] Seal(DataKey key) => key.Seal(Nomination.Table, "names", JsonSerializer.Serialize(this, Json.Options));

    public static NominationNames Open(DataKey key, byte[] sealed_) =>
        JsonSerializer.Deserialize<NominationNames>(key.Open(Nomination.Table, "names", sealed_), Json.Options)!;
}
