using Mentorship.ServiceDefaults;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Mentorship.Portal.Accounts;

/// <summary>Asking for a code by mail, and trying one.</summary>
internal sealed class SignInCodes(PortalDb db, Addresses addresses, Keys keys, CodePost post, IOptions<SignInOptions> options, TimeProvider time)
{
    static readonly TimeSpan QuarterHour = TimeSpan.FromMinutes(15), Day = TimeSpan.FromDays(1);

    byte[] Key => keys.Get("portal-codes");

    /// <summary>The attempt to show the next page for, or null when this address asked too often.</summary>
    public async Task<SignInAttempt?> Ask(string address, CancellationToken ct)
    {
        var (now, hash) = (time.GetUtcNow(), addresses.Hash(address));
        if (!await MayAsk(hash, now, ct)) return null;
        // Whoever has the address already comes before somebody whom the office helps back in with it.
        var account = await db.Accounts.Where(a => a.AddressHash == hash || a.SecondAddressHash == hash || a.RecoveryHash == hash)
            .OrderBy(a => a.AddressHash == hash || a.SecondAddressHash == hash ? 0 : 1).ThenBy(a => a.Id)
            .Select(a => new { a.Id, IsFirst = a.AddressHash == hash }).FirstOrDefaultAsync(ct);
        return await Make(hash, account?.Id, code => account?.IsFirst == false ? code with { Email = address } : code, now, ct);
    }

    /// <summary>A code for someone whose mail led here.</summary>
    public async Task<SignInAttempt?> AskFor(Guid person, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        return await db.Accounts.Where(a => a.Id == person).Select(a => a.AddressHash).SingleOrDefaultAsync(ct) is { } hash && await MayAsk(hash, now, ct)
            ? await Make(hash, person, code => code, now, ct)
            : null;
    }

    /// <summary>A code to an address that a signed-in person says is theirs too. It signs nobody in.</summary>
    public async Task<SignInAttempt?> AskToConfirm(Guid person, string address, CancellationToken ct)
    {
        var (now, hash) = (time.GetUtcNow(), addresses.Hash(address));
        var since = now - QuarterHour;
        // Of the person as well as of the address, so that nobody fills the boxes of others with our mails.
        if (await db.SignInAttempts.CountAsync(a => a.AccountId == person && a.MadeAt > since, ct) >= options.Value.CodesPerQuarterHour || !await MayAsk(hash, now, ct, person)) return null;
        return await Make(hash, person, code => code with { Email = address, For = "address" }, now, ct);
    }

    /// <summary>Whether one more code may go to an address. If so, those before it are of no more use, or only those of <paramref name="asker"/>.</summary>
    async Task<bool> MayAsk(string hash, DateTimeOffset now, CancellationToken ct, Guid? asker = null)
    {
        var since = now - Day;
        var before = await db.SignInAttempts.Where(a => a.AddressHash == hash && a.MadeAt > since).ToListAsync(ct);
        if (before.Count >= options.Value.CodesPerDay || before.Count(a => a.MadeAt > now - QuarterHour) >= options.Value.CodesPerQuarterHour) return false;
        foreach (var old in before.Where(a => !a.Closed && (asker is null || a.AccountId == asker))) old.Replace();
        return true;
    }

    /// <summary>Tries a code; on success whose it is, and the hash of the address it went to. Guesses that race count one by one.</summary>
    public Task<(TryResult Result, int Left, Guid? Account, string? AddressHash)> Try(Guid attemptId, string code, CancellationToken ct) => Races.RetryAsync(db, async () =>
    {
        var attempt = await db.SignInAttempts.SingleOrDefaultAsync(a => a.Id == attemptId, ct);
        if (attempt is null) return (TryResult.Late, 0, (Guid?)null, (string?)null);
        var result = attempt.Try(code, Key, time.GetUtcNow());
        if (db.ChangeTracker.HasChanges()) await db.SaveChangesAsync(ct);
        return (result, SignInAttempt.Tries - attempt.Wrong, result == TryResult.Right ? attempt.AccountId : null, attempt.AddressHash);
    }, ct);

    async Task<SignInAttempt> Make(string hash, Guid? account, Func<Code, Code> directed, DateTimeOffset now, CancellationToken ct)
    {
        var digits = SignInAttempt.NewCode();
        var attempt = new SignInAttempt(hash, account, digits, Key, now);
        db.Add(attempt);
        var old = now - Day;
        db.RemoveRange(await db.SignInAttempts.Where(a => a.MadeAt < old).OrderBy(a => a.MadeAt).Take(100).ToListAsync(ct));
        await db.SaveChangesAsync(ct);
        if (account is { } person) post.Hand(person, directed(new Code(digits, attempt.ExpiresAt)));
        return attempt;
    }
}
