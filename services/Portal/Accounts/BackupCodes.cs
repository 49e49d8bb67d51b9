using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Portal.Accounts;

/// <summary>Codes to print and put away, for the day the phone with the app is gone.</summary>
internal sealed class BackupCodes(PortalDb db, Keys keys, TimeProvider time)
{
    const int Many = 8;

    /// <summary>Ten digits, where the app's number has six: what was typed says which of the two it is.</summary>
    public const int Digits = 10;

    /// <summary>New ones in place of all before, shown this once: "48213 90576".</summary>
    public async Task<string[]> Make(Account account, CancellationToken ct)
    {
        var codes = new HashSet<string>();
        while (codes.Count < Many) codes.Add(RandomNumberGenerator.GetInt32(100_000).ToString("D5", CultureInfo.InvariantCulture) + RandomNumberGenerator.GetInt32(100_000).ToString("D5", CultureInfo.InvariantCulture));
        var now = time.GetUtcNow();
        await Forget(account.Id, ct);
        db.AddRange(codes.Select(code => new BackupCode(account.Id, Hash(account.Id, code), now)));
        await db.SaveChangesAsync(ct);
        return [.. codes.Select(code => $"{code[..5]}\u00a0{code[5..]}")];
    }

    public Task<int> Left(Guid account, CancellationToken ct) => db.BackupCodes.CountAsync(c => c.AccountId == account, ct);

    /// <summary>Uses one up. One statement, so that of two who type the same one gets in.</summary>
    public async Task<bool> Use(Guid account, string digits, CancellationToken ct)
    {
        var hash = Hash(account, digits);
        using var turn = await db.EnterWriteGateAsync(ct);
        return await db.BackupCodes.Where(c => c.AccountId == account && c.CodeHash == hash).ExecuteDeleteAsync(ct) == 1;
    }

    /// <summary>They belong to one app and go with it.</summary>
    public async Task Forget(Guid account, CancellationToken ct) =>
        db.RemoveRange(await db.BackupCodes.Where(c => c.AccountId == account).ToListAsync(ct));

    string Hash(Guid account, string digits) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(keys.Get("portal-codes"), Encoding.UTF8.GetBytes($"backup {account:N} {digits}")));
}
