using Mentorship.Portal.Accounts;
using Mentorship.Portal.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Mentorship.Portal.Pages.SignInPages;

/// <summary>The device shows whose it is; the person types nothing.</summary>
[EnableRateLimiting(PortalLimits.SignIn)]
internal sealed class PasskeyModel(Passkeys passkeys, SignIn signIn) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Next { get; set; }

    public bool Wrong { get; private set; }

    public void OnGet() => Next = Browser.Local(Next);

    public async Task<IActionResult> OnPostOptions() => Content(await passkeys.OptionsToShow(), "application/json");

    public async Task<IActionResult> OnPost(string? credential)
    {
        Next = Browser.Local(Next);
        if (await passkeys.Check(credential ?? "") is { } account)
        {
            await signIn.Open(account, SecondFactor.ByPasskey);
            return Redirect(Next ?? "/home");
        }
        Wrong = true;
        return Page();
    }
}
