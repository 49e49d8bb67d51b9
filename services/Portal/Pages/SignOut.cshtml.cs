using Mentorship.Portal.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Mentorship.Portal.Pages;

internal sealed class SignOutModel(SignIn signIn) : PageModel
{
    public async Task<IActionResult> OnPost()
    {
        await signIn.Close();
        return Redirect("/");
    }
}
