using Microsoft.AspNetCore.Identity;

namespace Mentorship.Portal.Accounts;

/// <summary>The public half of a key that a person's device, or their password store, keeps for this site and gives to no other.</summary>
internal sealed class Passkey
{
    Passkey() { }

    public Passkey(Guid account, UserPasskeyInfo made, string device)
    {
        CredentialId = made.CredentialId;
        AccountId = account;
        PublicKey = made.PublicKey;
        Transports = string.Join(' ', made.Transports ?? []);
        IsBackupEligible = made.IsBackupEligible;
        Device = device;
        MadeAt = UsedAt = made.CreatedAt;
        Used(made, made.CreatedAt);
    }

    public byte[] CredentialId { get; private set; } = [];

    public Guid AccountId { get; private set; }

    public byte[] PublicKey { get; private set; } = [];

    /// <summary>How a browser may reach the device, parted by spaces: "internal hybrid".</summary>
    public string Transports { get; private set; } = "";

    public long SignCount { get; private set; }

    public bool IsBackupEligible { get; private set; }

    public bool IsBackedUp { get; private set; }

    /// <summary>Where it was made, "Firefox on Windows": enough to know one's own.</summary>
    public string Device { get; private set; } = "";

    public DateTimeOffset MadeAt { get; private set; }

    public DateTimeOffset UsedAt { get; private set; }

    public void Used(UserPasskeyInfo seen, DateTimeOffset now) => (SignCount, IsBackedUp, UsedAt) = (seen.SignCount, seen.IsBackedUp, now);

    /// <summary>As Identity's own checks want it. How it was made is looked at once, then, and not kept.</summary>
    public UserPasskeyInfo Info() => new(CredentialId, PublicKey, MadeAt, (uint)SignCount, Transports.Split(' ', StringSplitOptions.RemoveEmptyEntries),
        isUserVerified: true, IsBackupEligible, IsBackedUp, attestationObject: [], clientDataJson: []);
}
