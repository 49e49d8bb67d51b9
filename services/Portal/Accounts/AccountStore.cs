using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Portal.Accounts;

/// <summary>Identity's store of accounts, with passkeys in a table of our own: what is known of them has columns that a copy can show, and nothing more is kept.</summary>
internal sealed class AccountStore(PortalDb db, IHttpContextAccessor http, TimeProvider time, IdentityErrorDescriber? describer = null)
    : UserOnlyStore<Account, PortalDb, Guid>(db, describer), IUserPasskeyStore<Account>
{
    async Task IUserPasskeyStore<Account>.AddOrUpdatePasskeyAsync(Account user, UserPasskeyInfo passkey, CancellationToken cancellationToken)
    {
        if (await Find(user.Id, passkey.CredentialId, cancellationToken) is { } known) known.Used(passkey, time.GetUtcNow());
        else Context.Add(new Passkey(user.Id, passkey, Device.Of(http.HttpContext?.Request.Headers.UserAgent ?? default)));
    }

    async Task<IList<UserPasskeyInfo>> IUserPasskeyStore<Account>.GetPasskeysAsync(Account user, CancellationToken cancellationToken) =>
        [.. (await Context.Passkeys.AsNoTracking().Where(p => p.AccountId == user.Id).ToListAsync(cancellationToken)).Select(p => p.Info())];

    async Task<Account?> IUserPasskeyStore<Account>.FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken) =>
        await Context.Accounts.SingleOrDefaultAsync(a => Context.Passkeys.Any(p => p.AccountId == a.Id && p.CredentialId == credentialId), cancellationToken);

    async Task<UserPasskeyInfo?> IUserPasskeyStore<Account>.FindPasskeyAsync(Account user, byte[] credentialId, CancellationToken cancellationToken) =>
        (await Find(user.Id, credentialId, cancellationToken))?.Info();

    async Task IUserPasskeyStore<Account>.RemovePasskeyAsync(Account user, byte[] credentialId, CancellationToken cancellationToken)
    {
        if (await Find(user.Id, credentialId, cancellationToken) is { } known) Context.Remove(known);
    }

    Task<Passkey?> Find(Guid account, byte[] credential, CancellationToken ct) =>
        Context.Passkeys.SingleOrDefaultAsync(p => p.AccountId == account && p.CredentialId == credential, ct);
}
