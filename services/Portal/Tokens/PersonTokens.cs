using System.Security.Claims;
using Mentorship.Portal.Accounts;
using Mentorship.ServiceDefaults;

namespace Mentorship.Portal.Tokens;

/// <summary>A signed-in person's token for one service.</summary>
internal sealed class PersonTokens(Issuer issuer, SecondFactor secondFactor)
{
    public Task<string> For(ClaimsPrincipal person, string service, CancellationToken ct) =>
        issuer.Sign(person.PersonId().ToString(), person.FindAll(Callers.Role).Select(c => c.Value).Where(r => secondFactor.Allows(person, r)), service, ct);
}
