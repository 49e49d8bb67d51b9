using Mentorship.Portal.Accounts;
using Mentorship.Portal.Shell;
using Mentorship.Portal.University;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace Mentorship.Portal.Pages.SignInPages;

/// <summary>Asks for the address and mails a code. What follows is the same whether the address is known or not.</summary>
[EnableRateLimiting(PortalLimits.SignIn)]
internal sealed class AddressModel(SignInCodes codes, SignInCookie cookie, IOptions<UniversityOptions> university) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Next { get; set; }

    public string? Email { get; private set; }

    public string? Wrong { get; private set; }

    public bool TooOften { get; private set; }

    /// <summary>The part that did not answer when somebody tried it: the university.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Away { get; set; }

    public UniversityOptions University => university.Value;

    public IActionResult OnGet()
    {
        Next = Browser.Local(Next);
        return User.Identity?.IsAuthenticated == true ? Redirect(Next ?? "/home") : Page();
    }

    public async Task<IActionResult> OnPost(string? email, CancellationToken ct)
    {
        Next = Browser.Local(Next);
        Email = email?.Trim();
        Wrong = Addresses.Wrong(Email);
        if (Wrong is not null) return Page();

        if (await codes.Ask(Email!, ct) is not { } attempt)
        {
            TooOften = true;
            Response.StatusCode = StatusCodes.Status429TooManyRequests;
            return Page();
        }
        cookie.Write(HttpContext, new(attempt.Id, Email!, attempt.ExpiresAt, Next));
        return Redirect("/sign-in/code");
    }
}
