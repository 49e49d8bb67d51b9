using System.Text.Json;
using Mentorship.ServiceDefaults.Sealing;

namespace Mentorship.Notification.Deliveries;

/// <summary>What a delivery holds sealed until it is sent: a code, and an address where the letter goes to another than the person's first.</summary>
internal sealed record Secret(string? Code = null, string? Email = null)
{
    const string Table = "deliveries", Column = "secret";

    public byte[] Seal(DataKey key) => key.Seal(Table, Column, JsonSerializer.Serialize(this));

    public static Secret Open(DataKey key, byte[] text) => JsonSerializer.Deserialize<Secret>(key.Open(Table, Column, text))!;
}
