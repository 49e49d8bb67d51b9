using System.Globalization;
using System.Security.Claims;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace Mentorship.Portal.Accounts;

/// <summary>Opens and closes sessions.</summary>
internal sealed class SignIn(SignInManager<Account> manager, TimeProvider time)
{
    /// <summary>People come twice a year and stay signed in on their device; who decides about others signs in every day.</summary>
    /// <summary>When the session began, as seconds since 1970: a sliding session is renewed, this is not.</summary>
    public const string At = "auth_time";

    /// <summary>How long a sign-in proves that it is still the same person before an act that cannot be undone.</summary>
    static readonly TimeSpan Recent = TimeSpan.FromMinutes(15);

    static readonly TimeSpan Usual = TimeSpan.FromDays(14), Office = TimeSpan.FromHours(12);

    /// <summary>Opens a session; <paramref name="proofs"/> say how the person was recognised.</summary>
    public async Task Open(Account account, params string[] proofs)
    {
        var principal = await manager.CreateUserPrincipalAsync(account);
        var office = principal.FindAll(Callers.Role).Any(r => r.Value is not ("student" or "mentor"));
        foreach (var proof in proofs) ((ClaimsIdentity)principal.Identity!).AddClaim(new Claim(SecondFactor.Proof, proof));
        var now = time.GetUtcNow();
        ((ClaimsIdentity)principal.Identity!).AddClaim(new Claim(At, now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)));
        await manager.Context.SignInAsync(IdentityConstants.ApplicationScheme, principal, new AuthenticationProperties
        {
            IsPersistent = !office,
            IssuedUtc = now,
            ExpiresUtc = now + (office ? Office : Usual),
        });
    }

    public bool IsRecent(ClaimsPrincipal person) =>
        long.TryParse(person.FindFirstValue(At), NumberStyles.None, CultureInfo.InvariantCulture, out var at) && DateTimeOffset.FromUnixTimeSeconds(at) > time.GetUtcNow() - Recent;

    public Task Close() => manager.Context.SignOutAsync(IdentityConstants.ApplicationScheme);
}
