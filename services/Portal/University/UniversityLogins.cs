using System.Security.Cryptography;
using System.Text;
using Mentorship.Portal.Accounts;
using Mentorship.ServiceDefaults;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Portal.University;

/// <summary>Which account a university's sign-in opens: by issuer and subject, never by an address, which providers reassign.</summary>
internal sealed class UniversityLogins(PortalDb db, Keys keys, TimeProvider time)
{
    public async Task<Account?> Opens(UniversityIdentity identity, CancellationToken ct)
    {
        var hash = Hash(identity);
        var account = await db.UniversityLogins.Where(l => l.Issuer == identity.Issuer && l.SubjectHash == hash).Select(l => (Guid?)l.AccountId).SingleOrDefaultAsync(ct);
        return account is null ? null : await db.Accounts.SingleOrDefaultAsync(a => a.Id == account, ct);
    }

    /// <summary>Ties it to an account that was just proved, unless it opens one already.</summary>
    public Task Link(UniversityIdentity identity, Guid account, CancellationToken ct) => Races.RetryAsync(db, async () =>
    {
        if (await Opens(identity, ct) is not null) return false;
        db.Add(new UniversityLogin(identity.Issuer, Hash(identity), account, time.GetUtcNow()));
        await db.SaveChangesAsync(ct);
        return true;
    }, ct);

    public async Task<UniversityLogin[]> Of(Guid account, CancellationToken ct) =>
        await db.UniversityLogins.AsNoTracking().Where(l => l.AccountId == account).OrderBy(l => l.LinkedAt).ToArrayAsync(ct);

    public async Task Remove(Guid account, string subjectHash, CancellationToken ct)
    {
        db.RemoveRange(await db.UniversityLogins.Where(l => l.AccountId == account && l.SubjectHash == subjectHash).ToListAsync(ct));
        await db.SaveChangesAsync(ct);
    }

    string Hash(UniversityIdentity identity) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(keys.Get("portal-university"), Encoding.UTF8.GetBytes($"{identity.Issuer}\n{identity.Subject}")));
}
