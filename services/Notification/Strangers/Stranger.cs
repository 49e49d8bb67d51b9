using System.Text.Json;
using Mentorship.Notification.Contacts;
using Mentorship.ServiceDefaults.Sealing;

namespace Mentorship.Notification.Strangers;

/// <summary>
/// Somebody who is nobody here yet and is written to once. Name and address come with the command and lie sealed in the
/// delivery until it is done, under a key of its own that goes with them; no copy of them is kept.
/// </summary>
/// <param name="By">Who named them, where somebody did.</param>
internal sealed record Stranger(string Name, string Email, string? By = null)
{
    public byte[] Seal(DataKey key) => key.Seal("deliveries", "stranger", JsonSerializer.Serialize(this));

    public static Stranger Open(DataKey key, byte[] sealed_) => JsonSerializer.Deserialize<Stranger>(key.Open("deliveries", "stranger", sealed_))!;

    /// <summary>In the cohort's clock, for want of their own.</summary>
    public ContactCard Card => new(Name, Email, "");
}
