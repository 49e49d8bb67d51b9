using Mentorship.Portal.Accounts;
using Mentorship.Portal.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Mentorship.Portal.Pages.SignInPages;

/// <summary>Password and authenticator on one page: which of them was wrong is not told.</summary>
[EnableRateLimiting(PortalLimits.SignIn)]
internal sealed class PasswordModel(Passwords passwords, SignIn signIn) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Next { get; set; }

    public string? Email { get; private set; }

    public bool Wrong { get; private set; }

    public void OnGet() => Next = Browser.Local(Next);

    public async Task<IActionResult> OnPost(string? email, string? password, string? number, CancellationToken ct)
    {
        Next = Browser.Local(Next);
        Email = email?.Trim();
        if (Email is { Length: > 0 and <= 254 } && password is { Length: > 0 and <= Passwords.Longest }
            && await passwords.Check(Email, password, SixDigits.Of(number), ct) is { } account)
        {
            await signIn.Open(account, account.HasAuthenticator ? [SecondFactor.ByPassword, SecondFactor.ByAuthenticator] : [SecondFactor.ByPassword]);
            return Redirect(Next ?? "/home");
        }
        Wrong = true;
        return Page();
    }
}
