using Mentorship.ServiceDefaults.Sealing;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Portal.Accounts;

/// <summary>Passwords with an authenticator: optional for most, required of those who decide about others.</summary>
internal sealed class Passwords(PortalDb db, UserManager<Account> users, Sessions sessions, DataKeys<PortalDb> dataKeys, BackupCodes backupCodes, Addresses addresses, TimeProvider time)
{
    public const int Shortest = 12, Longest = 200;

    const string Table = "accounts", Column = "authenticator_secret";

    /// <summary>The account, when address, password and number are all right. Anything wrong counts and, five times in a row, locks for a quarter of an hour.</summary>
    public async Task<Account?> Check(string address, string password, string number, CancellationToken ct)
    {
        var hash = addresses.Hash(address);
        var account = await db.Accounts.SingleOrDefaultAsync(a => a.AddressHash == hash || a.SecondAddressHash == hash, ct);
        if (account is null)
        {
            // As much work as for a known address, so that the time tells nothing.
            users.PasswordHasher.HashPassword(new Account(Guid.Empty), password);
            return null;
        }
        return await Proves(account, password, number, ct) ? account : null;
    }

    /// <summary>Whether password and number are both right. Wrong ones count, wherever they are typed.</summary>
    public async Task<bool> Proves(Account account, string password, string number, CancellationToken ct)
    {
        if (await users.IsLockedOutAsync(account)) return false;
        var rightPassword = account.HasPassword && await users.CheckPasswordAsync(account, password);
        var rightNumber = !account.HasAuthenticator
            // A slip in the password uses no code up.
            || (number.Length == BackupCodes.Digits ? rightPassword && await backupCodes.Use(account.Id, number, ct) : await UseNumber(account, number, ct));
        if (rightPassword && rightNumber)
        {
            await users.ResetAccessFailedCountAsync(account);
            return true;
        }
        await users.AccessFailedAsync(account);
        return false;
    }

    /// <summary>Sets or replaces the password and ends every session but one; what is wrong with it otherwise.</summary>
    public async Task<string?> Set(Account account, string password, Guid? goesOn)
    {
        if (password.Length < Shortest) return $"Use at least {Shortest} characters. A few words that only you would put together are good.";
        if (password.Length > Longest) return $"Use at most {Longest} characters.";
        if (password.Distinct().Count() < 5) return "Use more different characters.";
        account.PasswordHash = users.PasswordHasher.HashPassword(account, password);
        await db.SaveChangesAsync();
        await sessions.EndOthers(account.Id, goesOn);
        return null;
    }

    /// <summary>Takes an authenticator into use once its first number was typed correctly, and ends every session but one.</summary>
    public async Task<bool> SetAuthenticator(Account account, string secret, string number, Guid? goesOn, CancellationToken ct)
    {
        if (Authenticator.Check(secret, number, lastStep: 0, time.GetUtcNow()) is not { } step) return false;
        var key = await dataKeys.ForAsync(account.Id, ct);
        account.UseAuthenticator(key.Seal(Table, Column, secret), step);
        await backupCodes.Forget(account.Id, ct);
        await db.SaveChangesAsync(ct);
        await sessions.EndOthers(account.Id, goesOn);
        return true;
    }

    async Task<bool> UseNumber(Account account, string number, CancellationToken ct)
    {
        var key = await dataKeys.ForAsync(account.Id, ct);
        if (Authenticator.Check(key.Open(Table, Column, account.AuthenticatorSecret!), number, account.AuthenticatorStep, time.GetUtcNow()) is not { } step) return false;
        account.UsedStep(step);
        await db.SaveChangesAsync(ct);
        return true;
    }
}
