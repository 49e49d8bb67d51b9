using System.Globalization;
using System.Security.Cryptography;
using Mentorship.Portal.Clients;
using Mentorship.Portal.University;
using Microsoft.AspNetCore.Identity;

namespace Mentorship.Portal.Accounts;

/// <summary>
/// Someone who may sign in. The id is the person's, made by Profile; of the address only a keyed hash is kept, and no name:
/// both are Profile's.
/// </summary>
internal sealed class Account : IdentityUser<Guid>
{
    Account() { }

    public Account(Guid person)
    {
        Id = person;
        UserName = person.ToString("N", CultureInfo.InvariantCulture);
        NormalizedUserName = UserName.ToUpperInvariant();
        LockoutEnabled = true;
        SecurityStamp = Convert.ToHexString(RandomNumberGenerator.GetBytes(20));
        ConcurrencyStamp = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
    }

    /// <summary>Keyed hash of the address, hexadecimal; null once the person is erased.</summary>
    public string? AddressHash { get; private set; }

    /// <summary>The same of the second address, where there is one.</summary>
    public string? SecondAddressHash { get; private set; }

    /// <summary>The same of an address that is not theirs yet and opens the account once, because the office helps them back in.</summary>
    public string? RecoveryHash { get; private set; }

    /// <summary>How often what they sign in with was voided, as far as it was followed here.</summary>
    public int SignInResets { get; private set; }

    /// <summary>Version of Profile's view that the rest was taken from.</summary>
    public int ViewVersion { get; private set; }

    public List<AccountRole> Roles { get; } = [];

    public List<UniversityLogin> UniversityLogins { get; } = [];

    public List<Session> Sessions { get; } = [];

    public List<Passkey> Passkeys { get; } = [];

    public List<BackupCode> BackupCodes { get; } = [];

    /// <summary>The authenticator's secret, sealed; set once its first number was typed correctly.</summary>
    public byte[]? AuthenticatorSecret { get; private set; }

    /// <summary>The last half-minute whose number was used: no number works twice.</summary>
    public long AuthenticatorStep { get; private set; }

    /// <summary>Whether the address behind a hash lets its owner in; one that was given up, or whose recovery was stopped, does not any more.</summary>
    public bool IsReachedAt(string hash) => hash == AddressHash || hash == SecondAddressHash || hash == RecoveryHash;

    public bool HasPassword => PasswordHash is not null;

    public bool HasAuthenticator => AuthenticatorSecret is not null;

    /// <summary>Whether something that two things are needed for is set up, besides passkeys.</summary>
    public bool HasBoth => HasPassword && HasAuthenticator;

    public bool DecidesAboutOthers => Roles.Any(r => Decides(r.Role));

    /// <summary>Whether a role is one of those whose holders decide about others.</summary>
    public static bool Decides(string role) => role is "administrator" or "reviewer" || role.StartsWith("coordinator:", StringComparison.Ordinal);

    /// <summary>Takes what Profile says, unless something newer was taken already.</summary>
    public void Take(Contact contact, Addresses addresses)
    {
        if (contact.Version < ViewVersion) return;
        ViewVersion = contact.Version;
        if (contact.Erased || contact.Email is null)
        {
            Erase(contact.Version);
            return;
        }
        AddressHash = addresses.Hash(contact.Email);
        SecondAddressHash = contact.SecondEmail is { } second ? addresses.Hash(second) : null;
        RecoveryHash = contact.RecoveryEmail is { } other ? addresses.Hash(other) : null;
        if (contact.SignInResets > SignInResets)
        {
            LoseWaysIn();
            SignInResets = contact.SignInResets;
        }
        Hold(contact.Roles ?? []);
    }

    /// <summary>What stays is a tombstone that nobody can sign in to, and that no late invitation fills again.</summary>
    public void Erase(int version)
    {
        ViewVersion = Math.Max(ViewVersion, version);
        AddressHash = SecondAddressHash = RecoveryHash = null;
        LoseWaysIn();
        Roles.Clear();
    }

    /// <summary>Everything that was set up to sign in with, and wherever somebody is signed in; a mailed code stays.</summary>
    public void LoseWaysIn()
    {
        PasswordHash = null;
        (AuthenticatorSecret, LockoutEnd, AccessFailedCount) = (null, null, 0);
        UniversityLogins.Clear();
        Sessions.Clear();
        Passkeys.Clear();
        BackupCodes.Clear();
    }

    public void Hold(IReadOnlyCollection<string> roles)
    {
        Roles.RemoveAll(r => !roles.Contains(r.Role));
        foreach (var role in roles.Distinct().Where(r => Roles.All(own => own.Role != r)).ToList()) Roles.Add(new AccountRole(Id, role));
    }

    public void UseAddress(string hash) => AddressHash = hash;

    public void UseAuthenticator(byte[] sealedSecret, long step) => (AuthenticatorSecret, AuthenticatorStep) = (sealedSecret, step);

    public void UsedStep(long step) => AuthenticatorStep = step;
}

/// <summary>One role of an account, for coordinators with their programme: <c>coordinator:{programmeId}</c>.</summary>
internal sealed record AccountRole(Guid AccountId, string Role);
