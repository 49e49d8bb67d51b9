using System.ComponentModel.DataAnnotations;
using Mentorship.Portal.Accounts;
using Mentorship.Portal.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Mentorship.Portal.Pages.SignInPages;

/// <summary>Asks for the address and mails a code. What follows is the same whether the address is known or not.</summary>
[EnableRateLimiting(PortalLimits.SignIn)]
internal sealed class AddressModel(SignInCodes codes, SignInCookie cookie) : PageModel
{
    const int LongestAddress = 254;

    [BindProperty(SupportsGet = true)]
    public string? Next { get; set; }

    public string? Email { get; private set; }

    public string? Wrong { get; private set; }

    public bool TooOften { get; private set; }

    public IActionResult OnGet()
    {
        Next = Browser.Local(Next);
        return User.Identity?.IsAuthenticated == true ? Redirect(Next ?? "/home") : Page();
    }

    public async Task<IActionResult> OnPost(string? email, CancellationToken ct)
    {
        Next = Browser.Local(Next);
        Email = email?.Trim();
        if (string.IsNullOrEmpty(Email)) Wrong = "Write your e-mail address, for example name@example.edu.";
        else if (Email.Length > LongestAddress || !new EmailAddressAttribute().IsValid(Email)) Wrong = "That is not a whole address. It needs an @ and what comes after it.";
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
