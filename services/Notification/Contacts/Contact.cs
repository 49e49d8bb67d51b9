using System.Text.Json;
using Mentorship.Notification.Sending;
using Mentorship.ServiceDefaults;

namespace Mentorship.Notification.Contacts;

/// <summary>Notification's copy of how to reach a person. Profile owns the original; the copy is sealed with the person's own key.</summary>
internal sealed class Contact
{
    public const string Table = "contacts";
    public const string Column = "card";

    public static readonly Refusal WasErased = new("PersonErased", "This person was erased. Nothing is sent to them any more.");

    Contact() { }

    public Guid PersonId { get; private set; }

    /// <summary>The person's version that was last heard of.</summary>
    public int WantedVersion { get; private set; }

    /// <summary>The version of the copy; 0 while there is none.</summary>
    public int KeptVersion { get; private set; }
    public byte[]? Card { get; private set; }
    public bool Erased { get; private set; }

    /// <summary>Not asked for again before this, when Profile did not know better.</summary>
    public DateTimeOffset AskAt { get; private set; }
    public int Version { get; private set; }

    public bool IsCurrent => Erased || (KeptVersion >= WantedVersion && Card is not null);

    public static Contact Wanted(Guid person, int version, DateTimeOffset now) => new()
    {
        PersonId = person,
        WantedVersion = Math.Max(version, 1),
        AskAt = now,
        Version = 1,
    };

    public void Heard(int version, DateTimeOffset now)
    {
        if (Erased || version <= WantedVersion)
            return;
        WantedVersion = version;
        AskAt = now;
        Version++;
    }

    public void Keep(int version, byte[] card)
    {
        if (Erased || version < KeptVersion)
            return;
        KeptVersion = version;
        Card = card;
        Version++;
    }

    /// <summary>What stays is a tombstone, so that no late event brings the person back.</summary>
    public void Erase(int version)
    {
        KeptVersion = version;
        Card = null;
        Erased = true;
        Version++;
    }

    public void AskLater(DateTimeOffset at)
    {
        AskAt = at;
        Version++;
    }
}

/// <summary>What is sealed.</summary>
/// <param name="RecoveryEmail">An address that the office lets open the person's account; no mail goes there but the code.</param>
/// <param name="SignInResets">How often what they sign in with was voided.</param>
internal sealed record ContactCard(string Name, string Email, string TimeZone, string? SecondEmail = null, string? RecoveryEmail = null, int SignInResets = 0)
{
    public string Write() => JsonSerializer.Serialize(this);

    public static ContactCard Read(string json) => JsonSerializer.Deserialize<ContactCard>(json)!;

    public string[] Addresses => SecondEmail is null ? [Email] : [Email, SecondEmail];

    public Mailbox? Mailbox => Sending.Mailbox.Create(Name, Email);
}
