using System.Text.Json;
using Mentorship.ServiceDefaults;
using Mentorship.ServiceDefaults.Sealing;

namespace Mentorship.Profile.Guardians;

/// <summary>
/// Whether a minor's guardian agrees to their part in one programme. The guardian's yes alone opens nothing: it is in force once
/// a coordinator has made sure of it in a second way, until the guardian or the office withdraws it, or the student is 18.
/// </summary>
internal sealed class Consent
{
    public const string Table = "consents";

    public const string Asked = "asked", Given = "given", Refused = "refused", Confirmed = "confirmed", Withdrawn = "withdrawn", Lapsed = "lapsed";

    /// <summary>Who withdrew.</summary>
    public const string ByGuardian = "guardian", ByOffice = "office";

    /// <summary>How often a student can have a guardian written to; after that the office does it.</summary>
    public const int MostByStudent = 3;

    /// <summary>How a coordinator may have made sure: what the school has on file, a call, a paper with a signature.</summary>
    public static readonly string[] Ways = ["record", "call", "paper"];

    Consent() { }

    public Guid ProgrammeId { get; private set; }
    public Guid PersonId { get; private set; }
    /// <summary>What the link in the guardian's mail is about; another with every asking, so that an earlier guardian's link opens nothing.</summary>
    public Guid AskingId { get; private set; }
    /// <summary>Who the guardian is, sealed with the student's key; gone when the consent lapses.</summary>
    public byte[]? Guardian { get; private set; }
    /// <summary>The name that the guardian typed under their yes, sealed likewise.</summary>
    public byte[]? Signature { get; private set; }
    public string State { get; private set; } = Asked;
    /// <summary>How often somebody was asked.</summary>
    public int Askings { get; private set; }
    public DateTimeOffset AskedAt { get; private set; }
    public DateTimeOffset? AnsweredAt { get; private set; }
    public DateTimeOffset? ConfirmedAt { get; private set; }
    /// <summary>One of <see cref="Ways"/>.</summary>
    public string? Way { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }
    public string? EndedBy { get; private set; }
    public int Version { get; private set; }

    public bool InForce => State == Confirmed;

    public static Consent Of(Guid programme, Guid person) => new() { ProgrammeId = programme, PersonId = person };

    /// <summary>Whatever was said before counts no more.</summary>
    public void Ask(GuardianDetails guardian, DataKey key, DateTimeOffset now)
    {
        (AskingId, Guardian, Signature, State, AskedAt) = (Guid.CreateVersion7(now), guardian.Seal(key), null, Asked, now);
        (AnsweredAt, ConfirmedAt, Way, EndedAt, EndedBy) = (null, null, null, null, null);
        Askings++;
        Version++;
    }

    /// <summary>Whether the guardian's link can still take a yes or a no.</summary>
    public bool TakesAnswer => State is not Lapsed && EndedBy is not ByOffice;

    public void SayYes(string signature, DataKey key, DateTimeOffset now)
    {
        if (State is Given or Confirmed)
            return;
        (State, Signature, AnsweredAt) = (Given, key.Seal(Table, "signature", signature), now);
        (ConfirmedAt, Way, EndedAt, EndedBy) = (null, null, null, null);
        Version++;
    }

    public void SayNo(DateTimeOffset now)
    {
        if (State is Given or Confirmed)
            Withdraw(ByGuardian, now);
        else if (State == Asked)
        {
            (State, AnsweredAt) = (Refused, now);
            Version++;
        }
    }

    public void Confirm(string way, DateTimeOffset now)
    {
        (State, Way, ConfirmedAt) = (Confirmed, way, now);
        Version++;
    }

    public void Withdraw(string by, DateTimeOffset now)
    {
        (State, EndedAt, EndedBy) = (Withdrawn, now, by);
        Version++;
    }

    /// <summary>The student is of age: what was known of the guardian is of no more use.</summary>
    public void Lapse(DateTimeOffset now)
    {
        (State, EndedAt, Guardian, Signature) = (Lapsed, now, null, null);
        Version++;
    }

    public GuardianDetails? GuardianIn(DataKey? key) => Guardian is { } guardian && key is not null ? GuardianDetails.Open(key, guardian) : null;

    public string? SignatureIn(DataKey? key) => Signature is { } signature && key is not null ? key.Open(Table, "signature", signature) : null;
}

/// <param name="Language">One of <see cref="Languages"/>: what their mail and their page are written in.</param>
internal sealed record GuardianDetails(string Name, string Email, string Language)
{
    public static readonly string[] Languages = ["en", "es"];

    public byte[] Seal(DataKey key) => key.Seal(Consent.Table, "guardian", JsonSerializer.Serialize(this, Json.Options));

    public static GuardianDetails Open(DataKey key, byte[] sealed_) =>
        JsonSerializer.Deserialize<GuardianDetails>(key.Open(Consent.Table, "guardian", sealed_), Json.Options)!;
}
