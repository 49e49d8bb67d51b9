using System.Security.Claims;
using Mentorship.Portal.Shell;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Portal.Accounts;

/// <summary>Where somebody is signed in. Looked at with every request, so that one that was ended is over at the next.</summary>
internal sealed class Sessions(PortalDb db, TimeProvider time)
{
    /// <summary>Which row a cookie belongs to.</summary>
    public const string Claim = "sid";

    static readonly TimeSpan NotedEvery = TimeSpan.FromMinutes(5);

    public static Guid? Of(ClaimsPrincipal person) => Guid.TryParse(person.FindFirstValue(Claim), out var id) ? id : null;

    public async Task<Session> Begin(Guid account, string device, TimeSpan lasts)
    {
        var now = time.GetUtcNow();
        var session = new Session(account, device, lasts, now);
        db.Add(session);
        db.RemoveRange(await db.Sessions.Where(s => s.AccountId == account && s.EndsAt <= now).ToListAsync());
        await db.SaveChangesAsync();
        return session;
    }

    /// <summary>The newest first.</summary>
    public async Task<Session[]> List(Guid account, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        return await db.Sessions.AsNoTracking().Where(s => s.AccountId == account && s.EndsAt > now).OrderByDescending(s => s.UsedAt).ThenBy(s => s.Id).ToArrayAsync(ct);
    }

    /// <summary>One of somebody's own; what is another's is not found.</summary>
    public Task End(Guid account, Guid session) => Delete(db.Sessions.Where(s => s.AccountId == account && s.Id == session));

    public Task EndOthers(Guid account, Guid? but) => Delete(db.Sessions.Where(s => s.AccountId == account && s.Id != but));

    /// <summary>Refuses a cookie whose session was ended, before Identity looks at it.</summary>
    public static async Task Validate(CookieValidatePrincipalContext cookie)
    {
        if (cookie.Principal is { } person && Of(person) is { } id && await cookie.HttpContext.RequestServices.GetRequiredService<Sessions>().Use(id, Browser.AsksByItself(cookie.HttpContext.Request), cookie.HttpContext.RequestAborted))
        {
            await SecurityStampValidator.ValidatePrincipalAsync(cookie);
            return;
        }
        cookie.RejectPrincipal();
        await cookie.HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
    }

    /// <param name="unattended">The page asked by itself: the session opens it, and does not last longer for it.</param>
    async Task<bool> Use(Guid id, bool unattended, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        if (await db.Sessions.AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, ct) is not { } session || session.EndsAt <= now) return false;
        if (unattended || session.UsedAt + NotedEvery > now) return true;
        using var turn = await db.EnterWriteGateAsync(ct);
        var ends = now + session.Lasts;
        return await db.Sessions.Where(s => s.Id == id).ExecuteUpdateAsync(row => row.SetProperty(s => s.UsedAt, now).SetProperty(s => s.EndsAt, ends), ct) == 1;
    }

    async Task Delete(IQueryable<Session> rows)
    {
        using var turn = await db.EnterWriteGateAsync(CancellationToken.None);
        await rows.ExecuteDeleteAsync();
    }
}
