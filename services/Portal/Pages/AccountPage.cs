using Mentorship.Portal.Accounts;
using Mentorship.Portal.Shell;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Portal.Pages;

/// <summary>What a page works with on which somebody acts on their own account.</summary>
internal sealed class AccountDesk(PortalDb db, Passwords passwords, SignIn signIn, SignInCodes codes, SignInCookie cookie, SecondFactor secondFactor, Reader reader, TimeProvider time)
{
    public PortalDb Db => db;
    public Passwords Passwords => passwords;
    public SignIn SignIn => signIn;
    public SignInCodes Codes => codes;
    public SignInCookie Cookie => cookie;
    public SecondFactor SecondFactor => secondFactor;
    public Reader Reader => reader;
    public TimeProvider Time => time;
}

/// <summary>A page on which somebody changes how they sign in, or what becomes of their data: only who showed just now who they are does.</summary>
internal abstract class AccountPage(AccountDesk desk) : PersonalPage(desk.Reader, desk.Time)
{
    protected Account Account { get; private set; } = null!;

    public bool HasPassword => Account.HasPassword;

    public bool HasAuthenticator => Account.HasAuthenticator;

    public bool HasPasskey => Account.Passkeys.Count > 0;

    public bool DecidesAboutOthers => Account.DecidesAboutOthers;

    /// <summary>What opens the office is set up, and this session began without it.</summary>
    public bool SignInAgain => desk.SecondFactor.IsMissing(User) && (Account.HasBoth || HasPasskey);

    /// <summary>What waits for a second factor: whoever runs nothing reviews figures.</summary>
    public (string What, string Next) Waits => desk.Reader.HasOffice ? ("The office opens", "/office") : ("The outcome figures open", "/outcomes");

    /// <summary>What to do about it: <paramref name="what"/> is what waits, as in "The office opens".</summary>
    public Note Stronger(string what, string next) => HasPasskey
        ? new("warn", $"{what} after your passkey.", "You signed in without it.", $"/sign-in/passkey?next={next}", "Use your passkey")
        : new("warn", $"{what} after your password and your app.", "Both are set up, and you signed in without them.", $"/sign-in/password?next={next}", "Sign in with both");

    public bool Missing => desk.SecondFactor.IsMissing(User) && !SignInAgain;

    /// <summary>The person showed just now who they are; who has a second factor, with it.</summary>
    public bool MayChange => desk.SignIn.IsFresh(User) && !SignInAgain;

    /// <summary>Whether the page offers to show it once more.</summary>
    public virtual bool AsksAgain => !MayChange && !SignInAgain;

    /// <summary>A form that takes the password with the act itself asks for it: always of those who decide about others, else unless the person showed just now who they are.</summary>
    public bool AsksForOld => HasPassword && (DecidesAboutOthers || !desk.SignIn.IsFresh(User));

    /// <summary>Whether such a form is of use: without a password, it is after a new code alone.</summary>
    public bool MayProve => AsksForOld || MayChange;

    /// <summary>Which form's proof was not right, by its key, and what to say.</summary>
    protected (string Key, string Says)? OldWrong { get; set; }

    public OldProof Proof(string key) => new(key, HasAuthenticator, OldWrong is { } wrong && wrong.Key == key ? wrong.Says : null);

    /// <summary>Shows once more who it is, with a code to the address we have; typing it leads back to this page.</summary>
    public async Task<IActionResult> OnPostAgain()
    {
        if (await desk.Codes.AskFor(User.PersonId(), Gone) is not { } attempt)
            return Then(Request.Path, new("warn", "No code was mailed.", "Several were mailed just now, and the newest still works. Try again in a quarter of an hour."));
        desk.Cookie.Write(HttpContext, new(attempt.Id, "", attempt.ExpiresAt, Request.Path));
        return Redirect("/sign-in/code");
    }

    protected async Task<bool> Load()
    {
        var me = User.PersonId();
        if (await desk.Db.Accounts.Include(a => a.Roles).Include(a => a.Passkeys).AsSplitQuery().SingleOrDefaultAsync(a => a.Id == me && a.AddressHash != null, Gone) is not { } account) return false;
        Account = account;
        return true;
    }

    /// <summary>Whether a form that <see cref="MayProve"/> carries what it needs.</summary>
    protected async Task<bool> Proven(string key, string? old, string? number, string wrong)
    {
        if (!AsksForOld || (old is { Length: > 0 and <= Passwords.Longest } && await desk.Passwords.Proves(Account, old, SixDigits.Of(number), Gone))) return true;
        OldWrong = (key, wrong);
        return false;
    }

    /// <summary>This session goes on, with what was proved now.</summary>
    protected Task Reopen(string proof) => desk.SignIn.Open(Account, proof);

    protected IActionResult Later() => Then(Request.Path, new("warn", "Nothing was done.", "Show once more that it is you, then do it."));
}

/// <summary><c>_OldProof</c>: fields of one form, told apart by their key.</summary>
internal sealed record OldProof(string Key, bool WithNumber, string? Wrong);
