using System.Globalization;
using System.Security.Claims;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace Mentorship.Portal.Accounts;

/// <summary>Opens and closes sessions.</summary>
internal sealed class SignIn(SignInManager<Account> manager, Sessions sessions, Passkeys passkeys, TimeProvider time)
{
    /// <summary>
    /// When the person last showed us who they are, in seconds. A university's sign-in does not count: it lets in again, without asking,
    /// whoever sits at the machine. Nor does a mailed code of somebody who decides about others and has more than that.
    /// </summary>
    const string ProvedAt = "proved";

    /// <summary>People come twice a year and stay signed in on their device; who decides about others signs in every day.</summary>
    static readonly TimeSpan Usual = TimeSpan.FromDays(14), Office = TimeSpan.FromHours(12);

    /// <summary>For so long nothing more is asked before a change of how one signs in.</summary>
    static readonly TimeSpan Fresh = TimeSpan.FromMinutes(15);

    /// <summary>What a session keeps when its roles are read anew: which one it is, and how and when it was opened.</summary>
    public static readonly string[] Kept = [Sessions.Claim, SecondFactor.Proof, ProvedAt];

    /// <summary>Opens a session, or goes on with the person's own; <paramref name="proofs"/> say how they were recognised now.</summary>
    public async Task Open(Account account, params string[] proofs)
    {
        var principal = await manager.CreateUserPrincipalAsync(account);
        var office = principal.FindAll(Callers.Role).Any(r => Account.Decides(r.Value));
        var now = time.GetUtcNow();
        var lasts = office ? Office : Usual;
        var before = manager.Context.User;
        var goesOn = before.PersonIdOrNull() == account.Id;
        if (!goesOn) await End(before);

        var identity = (ClaimsIdentity)principal.Identity!;
        var session = goesOn ? Sessions.Of(before) : null;
        session ??= (await sessions.Begin(account.Id, Device.Of(manager.Context.Request.Headers.UserAgent), lasts)).Id;
        identity.AddClaim(new Claim(Sessions.Claim, session.Value.ToString()));
        var guarded = office && (account.HasBoth || await passkeys.Count(account.Id, manager.Context.RequestAborted) > 0);
        var proved = proofs.Any(p => p != SecondFactor.ByUniversity && !(guarded && p == SecondFactor.ByMail)) ? now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture) : goesOn ? before.FindFirstValue(ProvedAt) : null;
        if (proved is not null) identity.AddClaim(new Claim(ProvedAt, proved));
        foreach (var proof in (goesOn ? before.FindAll(SecondFactor.Proof).Select(c => c.Value) : []).Union(proofs))
            identity.AddClaim(new Claim(SecondFactor.Proof, proof));
        await manager.Context.SignInAsync(IdentityConstants.ApplicationScheme, principal, new AuthenticationProperties
        {
            IsPersistent = !office,
            IssuedUtc = now,
            ExpiresUtc = now + lasts,
        });
    }

    public async Task Close()
    {
        await End(manager.Context.User);
        await manager.Context.SignOutAsync(IdentityConstants.ApplicationScheme);
    }

    /// <summary>Whether the person showed just now who they are.</summary>
    public bool IsFresh(ClaimsPrincipal person) =>
        long.TryParse(person.FindFirstValue(ProvedAt), CultureInfo.InvariantCulture, out var at) && DateTimeOffset.FromUnixTimeSeconds(at) + Fresh > time.GetUtcNow();

    async Task End(ClaimsPrincipal person)
    {
        if (person.PersonIdOrNull() is { } id && Sessions.Of(person) is { } session) await sessions.End(id, session);
    }
}
