using Mentorship.Portal.Shell;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Portal.Accounts;

/// <summary>Passkeys: a device that asks its owner for a finger, a face or a PIN before it signs. That is two proofs at once.</summary>
internal sealed class Passkeys(PortalDb db, UserManager<Account> users, SignInManager<Account> manager, Sessions sessions)
{
    /// <summary>More than anybody has devices.</summary>
    public const int Most = 10;

    /// <summary>What the browser needs to make one, as JSON. <paramref name="name"/> is what the device shows of whose it is.</summary>
    public Task<string> OptionsToMake(Account account, string name) =>
        manager.MakePasskeyCreationOptionsAsync(new PasskeyUserEntity { Id = account.Id.ToString(), Name = name, DisplayName = name });

    /// <summary>What the browser needs to show one. For nobody in particular: the device knows whose keys it has.</summary>
    public Task<string> OptionsToShow() => manager.MakePasskeyRequestOptionsAsync(null);

    /// <summary>Keeps what the browser made and ends every session but one; false where it does not hold.</summary>
    public async Task<bool> Add(Account account, string credential, Guid? goesOn, CancellationToken ct)
    {
        if (!IsCredential(credential) || await Count(account.Id, ct) >= Most) return false;
        // What was asked for in another account's page is not taken into this one.
        if (await Underway(() => manager.PerformPasskeyAttestationAsync(credential)) is not { Succeeded: true } made || made.UserEntity.Id != account.Id.ToString() || !made.Passkey.IsUserVerified) return false;
        if (!(await users.AddOrUpdatePasskeyAsync(account, made.Passkey)).Succeeded) return false;
        await sessions.EndOthers(account.Id, goesOn);
        return true;
    }

    /// <summary>Whose key the browser showed; null where it proves nothing.</summary>
    public async Task<Account?> Check(string credential)
    {
        if (!IsCredential(credential)) return null;
        if (await Underway(() => manager.PerformPasskeyAssertionAsync(credential)) is not { Succeeded: true } shown || !shown.Passkey.IsUserVerified) return null;
        return (await users.AddOrUpdatePasskeyAsync(shown.User, shown.Passkey)).Succeeded ? shown.User : null;
    }

    /// <summary>The newest first.</summary>
    public Task<Passkey[]> Of(Guid account, CancellationToken ct) =>
        db.Passkeys.AsNoTracking().Where(p => p.AccountId == account).OrderByDescending(p => p.MadeAt).ThenBy(p => p.CredentialId).ToArrayAsync(ct);

    public Task<int> Count(Guid account, CancellationToken ct) => db.Passkeys.CountAsync(p => p.AccountId == account, ct);

    /// <summary>One of somebody's own; what is another's is not found.</summary>
    public async Task Remove(Guid account, string credential, CancellationToken ct)
    {
        var bytes = new byte[credential.Length];
        if (!Convert.TryFromBase64String(credential, bytes, out var length)) return;
        var id = bytes[..length];
        using var turn = await db.EnterWriteGateAsync(ct);
        await db.Passkeys.Where(p => p.AccountId == account && p.CredentialId == id).ExecuteDeleteAsync(ct);
    }

    /// <summary>What the manager says; null where this browser was asked nothing, or more than five minutes ago, for which it has an exception alone.</summary>
    static async Task<T?> Underway<T>(Func<Task<T>> answer) where T : class
    {
        try
        {
            return await answer();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Whether it may be one at all: the manager answers what is none with an exception.</summary>
    static bool IsCredential(string text)
    {
        if (text is not { Length: > 1 and < 20_000 }) return false;
        try
        {
            using var json = System.Text.Json.JsonDocument.Parse(text);
            return json.RootElement.ValueKind == System.Text.Json.JsonValueKind.Object;
        }
        catch (System.Text.Json.JsonException)
        {
            return false;
        }
    }
}
