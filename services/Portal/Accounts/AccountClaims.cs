using System.Security.Claims;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Portal.Accounts;

/// <summary>What a session knows of its person: id, roles, and the stamp by which Identity reads them anew.</summary>
internal sealed class AccountClaims(PortalDb db) : IUserClaimsPrincipalFactory<Account>
{
    public const string Stamp = "stamp";

    public async Task<ClaimsPrincipal> CreateAsync(Account user)
    {
        var roles = await db.Set<AccountRole>().Where(r => r.AccountId == user.Id).Select(r => r.Role).ToListAsync();
        var identity = new ClaimsIdentity(IdentityConstants.ApplicationScheme, Callers.Subject, Callers.Role);
        identity.AddClaim(new Claim(Callers.Subject, user.Id.ToString()));
        identity.AddClaim(new Claim(Stamp, user.SecurityStamp ?? ""));
        identity.AddClaims(roles.Select(r => new Claim(Callers.Role, r)));
        return new ClaimsPrincipal(identity);
    }
}
