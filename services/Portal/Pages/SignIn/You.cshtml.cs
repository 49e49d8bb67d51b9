using Mentorship.Portal.Accounts;
using Mentorship.Portal.Shell;
using Mentorship.Portal.University;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace Mentorship.Portal.Pages.SignInPages;

/// <summary>The university knows who came, and we do not yet: a mailed code proves the account here, once.</summary>
[EnableRateLimiting(PortalLimits.SignIn)]
internal sealed class YouModel(SignInCodes codes, SignInCookie cookie, IOptions<UniversityOptions> university, Reader reader) : PageModel
{
    UniversityIdentity _identity = null!;

    [BindProperty(SupportsGet = true)]
    public string? Next { get; set; }

    public string? Email { get; private set; }

    public string? Wrong { get; private set; }

    public bool TooOften { get; private set; }

    /// <summary>Whose session this browser has already.</summary>
    public string? SignedInAs { get; private set; }

    public string University => university.Value.Name;

    public async Task<IActionResult> OnGet() => await Arrived() ? Page() : Redirect("/sign-in");

    public async Task<IActionResult> OnPost(string? email, CancellationToken ct)
    {
        if (!await Arrived()) return Redirect("/sign-in");
        Email = email?.Trim();
        Wrong = Addresses.Wrong(Email);
        return Wrong is null ? Sent(await codes.Ask(Email!, ct), Email!) : Page();
    }

    /// <summary>Somebody who is signed in already ties it to their own account.</summary>
    public async Task<IActionResult> OnPostMe(CancellationToken ct)
    {
        if (!await Arrived()) return Redirect("/sign-in");
        return SignedInAs is null ? Page() : Sent(await codes.AskFor(User.PersonId(), ct), "");
    }

    IActionResult Sent(SignInAttempt? attempt, string shown)
    {
        if (attempt is null)
        {
            TooOften = true;
            Response.StatusCode = StatusCodes.Status429TooManyRequests;
            return Page();
        }
        cookie.Write(HttpContext, new(attempt.Id, shown, attempt.ExpiresAt, Next, _identity));
        return Redirect("/sign-in/code");
    }

    async Task<bool> Arrived()
    {
        Next = Browser.Local(Next);
        var arrival = await HttpContext.AuthenticateAsync(IdentityConstants.ExternalScheme);
        if (UniversityIdentity.Of(arrival.Principal) is not { } identity) return false;
        _identity = identity;
        if (reader.SignedIn) SignedInAs = await reader.Name();
        return true;
    }
}
