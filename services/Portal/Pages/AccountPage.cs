using Mentorship.Portal.Accounts;
using Mentorship.Portal.Shell;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Portal.Pages;

/// <summary>A page on which somebody changes how they sign in.</summary>
internal abstract class AccountPage(PortalDb db, SignIn signIn, SecondFactor secondFactor, Reader reader, TimeProvider time) : PersonalPage(reader, time)
{
    protected Account Account { get; private set; } = null!;

    public bool HasPassword => Account.HasPassword;

    public bool HasAuthenticator => Account.HasAuthenticator;

    /// <summary>Who decides about others needs both.</summary>
    public bool NeedsBoth => Account.Roles.Any(r => r.Role is not ("student" or "mentor"));

    /// <summary>Both are set up, and this session began without them.</summary>
    public bool SignInAgain => secondFactor.IsMissing(User) && HasPassword && HasAuthenticator;

    public bool Missing => secondFactor.IsMissing(User) && !SignInAgain;

    /// <summary>How one signs in is changed only by who showed just now who they are; who has a second factor, with it.</summary>
    public bool MayChange => signIn.IsFresh(User) && !SignInAgain;

    protected async Task<bool> Load()
    {
        var me = User.PersonId();
        if (await db.Accounts.Include(a => a.Roles).SingleOrDefaultAsync(a => a.Id == me, Gone) is not { } account) return false;
        Account = account;
        return true;
    }

    /// <summary>This session goes on, with what was proved now.</summary>
    protected Task Reopen(string proof) => signIn.Open(Account, proof);

    protected IActionResult Later(string url) => Then(url, new("warn", "Nothing was changed.", "Show once more that it is you, then change it."));
}
