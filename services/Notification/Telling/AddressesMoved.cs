using Mentorship.Notification.Contacts;
using Mentorship.Notification.Deliveries;
using Mentorship.ServiceDefaults.Sealing;

namespace Mentorship.Notification.Telling;

/// <summary>
/// Nobody's addresses, nor what else opens their account, change unnoticed: every address that was one of theirs or is one now
/// is told. Only the copy that is replaced still knows one that is gone, so this is told where it is replaced, and saved together with it.
/// </summary>
internal static class AddressesMoved
{
    static readonly TimeSpan Worth = TimeSpan.FromDays(7);

    public static void TellOfAddresses(this NotificationDb db, Guid person, int version, ContactCard before, ContactCard after, DataKey key, DateTimeOffset now)
    {
        if (ChangeOf(before, after) is not { } change)
            return;
        foreach (var (n, email) in before.Addresses.Union(after.Addresses, StringComparer.OrdinalIgnoreCase).Index())
        {
            var delivery = Delivery.Of(LetterKind.Addresses, $"addresses/{person}/{version}/{n}", person, Channel.Mail, new Facts { Change = change, Until = now + Worth }, now, now + Worth);
            delivery.Seal(new Secret(Email: email).Seal(key));
            db.Add(delivery);
        }
    }

    static string? ChangeOf(ContactCard before, ContactCard after)
    {
        var reset = after.SignInResets > before.SignInResets;
        if (before.Addresses.SequenceEqual(after.Addresses, StringComparer.OrdinalIgnoreCase))
            return reset ? "reset" : after.RecoveryEmail is { } other && !Same(other, before.RecoveryEmail) ? "recovery" : null;
        if (reset)
            return "recovered";
        bool taken = after.Addresses.Except(before.Addresses, StringComparer.OrdinalIgnoreCase).Any(), given = before.Addresses.Except(after.Addresses, StringComparer.OrdinalIgnoreCase).Any();
        return (taken, given) switch { (true, true) => "replaced", (true, false) => "added", (false, true) => "dropped", _ => "swapped" };
    }

    static bool Same(string one, string? other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
