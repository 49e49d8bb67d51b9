using System.Security.Claims;
using Mentorship.Portal.Accounts;
using Mentorship.Portal.Shell;
using Mentorship.Portal.University;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Portal.Pages.SignInPages;

/// <summary>Takes the six digits, to sign in or to confirm an address. A slip of the hand, like five digits, is not counted as a try.</summary>
[EnableRateLimiting(PortalLimits.SignIn)]
internal sealed class CodeModel(
    PortalDb db, SignInCodes codes, SignInCookie cookie, SignIn signIn, UniversityLogins logins, AddressChanges changes, Reader reader, TimeProvider time) : PersonalPage(reader, time)
{
    public SignInCookie.Attempt Attempt { get; private set; } = null!;

    public string Ends { get; private set; } = "";

    public string? Typed { get; private set; }

    public string? Wrong { get; private set; }

    public async Task<IActionResult> OnGet() => await Begun() ? Page() : Redirect("/sign-in");

    public async Task<IActionResult> OnPost(string? code, CancellationToken ct)
    {
        if (!await Begun()) return Redirect("/sign-in");
        Wrong = SixDigits.Slip(code);
        if (Wrong is not null)
        {
            Typed = code;
            return Page();
        }

        var (result, left, account, hash) = await codes.Try(Attempt.Id, SixDigits.Of(code), ct);
        if (result == TryResult.Right && await db.Accounts.SingleOrDefaultAsync(a => a.Id == account, ct) is { } person)
        {
            cookie.Delete(HttpContext);
            if (Attempt.Confirms) return await Confirmed(person, ct);
            if (!person.IsReachedAt(hash!)) return Over("This address does not open your account any more. Ask for a code with another one.");
            if (hash == person.RecoveryHash) return await Recovered(person, ct);
            if (Attempt.Links is { } identity)
            {
                await HttpContext.SignOutAsync(IdentityConstants.ExternalScheme);
                await logins.Link(identity, person.Id, ct);
            }
            await signIn.Open(person, SecondFactor.ByMail);
            return Redirect(Attempt.Next ?? "/home");
        }
        Wrong = result switch
        {
            TryResult.TooOften => SixDigits.TooOften,
            TryResult.Late => "This code is older than 10 minutes. Ask for a new one.",
            TryResult.Replaced => "A newer code was mailed, or this one was used. Use the newest mail, or ask for a new code.",
            _ => SixDigits.NotIt(left),
        };
        return Page();
    }

    async Task<IActionResult> Confirmed(Account person, CancellationToken ct)
    {
        if (User.PersonIdOrNull() != person.Id) return Redirect("/sign-in");
        return Then("/account/addresses", await changes.Add(person.Id, Attempt.Shown, ct) is { } refused ? Shell.Note.Refused(refused)
            : Good("It is one of your addresses now.", "You can sign in with either. Both were told."));
    }

    /// <summary>Nothing that was set up before lets anybody in now, so there is nothing else to show.</summary>
    async Task<IActionResult> Recovered(Account person, CancellationToken ct)
    {
        if (await changes.Recover(person.Id, Attempt.Shown, ct) is { } refused)
            return Over(refused.Sentence);
        // A session of theirs that this browser had is over with the others.
        HttpContext.User = new(new ClaimsIdentity());
        await signIn.Open(person, SecondFactor.ByMail);
        return Then("/account", Good("You are back in.", "This address is yours now, and those before it open nothing. What you signed in with before is void: set up here what you want to use from now on."));
    }

    /// <summary>The code was right, and opens nothing.</summary>
    PageResult Over(string why)
    {
        Wrong = why;
        return Page();
    }

    async Task<bool> Begun()
    {
        if (cookie.Read(HttpContext) is not { } attempt) return false;
        Attempt = attempt;
        Ends = Words.Clock(attempt.Until, Zone);
        return true;
    }
}
