using System.Security.Cryptography;
using Mentorship.Portal.Accounts;
using Mentorship.Portal.Shell;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Portal.Pages;

/// <summary>How a person signs in: a mailed code, a password with an authenticator app; and signing out everywhere.</summary>
[EnableRateLimiting(PortalLimits.SignIn)]
internal sealed class AccountModel(
    PortalDb db, Passwords passwords, SignIn signIn, SecondFactor secondFactor, IDataProtectionProvider protection, Reader reader, TimeProvider time) : PersonalPage(reader, time)
{
    static readonly TimeSpan SetUpLasts = TimeSpan.FromHours(1);

    readonly ITimeLimitedDataProtector _setUp = protection.CreateProtector("authenticator-set-up").ToTimeLimitedDataProtector();

    Account _account = null!;

    public bool HasPassword => _account.HasPassword;

    public bool HasAuthenticator => _account.HasAuthenticator;

    /// <summary>Who decides about others needs both.</summary>
    public bool NeedsBoth => _account.Roles.Any(r => r.Role is not ("student" or "mentor"));

    /// <summary>Both are set up, and this session began without them.</summary>
    public bool SignInAgain => secondFactor.IsMissing(User) && HasPassword && HasAuthenticator;

    public bool Missing => secondFactor.IsMissing(User) && !SignInAgain;

    /// <summary>A mailed code is proof enough for those who decide about nobody; others prove the old before they set the new.</summary>
    public bool AsksForOld => HasPassword && (NeedsBoth || !User.HasClaim(SecondFactor.Proof, SecondFactor.ByMail));

    public string How => User.HasClaim(SecondFactor.Proof, SecondFactor.ByAuthenticator) ? "with your password and your app" : User.HasClaim(SecondFactor.Proof, SecondFactor.ByPassword) ? "with your password" : "with a mailed code";

    public string? SignedInAt { get; private set; }

    /// <summary>The secret of an authenticator that is being set up, in fours, with the form's sealed copy.</summary>
    public string Secret { get; private set; } = "";

    public string SealedSecret { get; private set; } = "";

    public string AppUri { get; private set; } = "";

    public string? PasswordWrong { get; private set; }

    public string? NumberWrong { get; private set; }

    /// <summary>Which form's proof was not right, by its key, and what to say.</summary>
    public (string Key, string Says)? OldWrong { get; private set; }

    public string? OldWrongIn(string key) => OldWrong is { } wrong && wrong.Key == key ? wrong.Says : null;

    public async Task<IActionResult> OnGet()
    {
        if (!await Load()) return Redirect("/sign-in");
        SetUp(Authenticator.NewSecret());
        return Page();
    }

    public async Task<IActionResult> OnPostPassword(string? old, string? number, string? password)
    {
        if (!await Load()) return Redirect("/sign-in");
        SetUp(Authenticator.NewSecret());
        if (!await Proven("p", old, number, "The password you have now, or the number, is not right.")) return Page();
        PasswordWrong = await passwords.Set(_account, password ?? "");
        if (PasswordWrong is not null) return Page();
        await Reopen(SecondFactor.ByPassword);
        return Then("/account", Good("Your password is set.", NeedsBoth && !HasAuthenticator ? "Next, the authenticator app below." : "Every other device is signed out."));
    }

    public async Task<IActionResult> OnPostAuthenticator(string? old, string? number, string? secret, string? first)
    {
        if (!await Load()) return Redirect("/sign-in");
        if (Open(secret) is not { } opened)
        {
            SetUp(Authenticator.NewSecret());
            NumberWrong = "The page was open for too long. Add the new key below to your app.";
            return Page();
        }
        SetUp(opened);
        if (!HasPassword)
        {
            NumberWrong = "Set a password first.";
            return Page();
        }
        if (!await Proven("a", old, number, "The password, or the number from the app you have now, is not right.")) return Page();
        if (!await passwords.SetAuthenticator(_account, opened, Digits(first), Gone))
        {
            NumberWrong = "That is not the number your app shows now. Look again: it changes every 30 seconds.";
            return Page();
        }
        await Reopen(SecondFactor.ByAuthenticator);
        return Then("/account", Good("Your app is set up.", "From now on the password needs its number. Every other device is signed out."));
    }

    public async Task<IActionResult> OnPostEverywhere()
    {
        if (!await Load()) return Redirect("/sign-in");
        _account.SignOutEverywhere();
        await db.SaveChangesAsync(Gone);
        await signIn.Close();
        return Redirect("/sign-in");
    }

    async Task<bool> Load()
    {
        var me = User.PersonId();
        if (await db.Accounts.Include(a => a.Roles).SingleOrDefaultAsync(a => a.Id == me, Gone) is not { } account) return false;
        _account = account;
        var session = await HttpContext.AuthenticateAsync(IdentityConstants.ApplicationScheme);
        SignedInAt = session.Properties?.IssuedUtc is { } at ? Since(at) : null;
        return true;
    }

    async Task<bool> Proven(string key, string? old, string? number, string wrong)
    {
        if (!AsksForOld || (old is { Length: > 0 and <= Passwords.Longest } && await passwords.Proves(_account, old, Digits(number), Gone))) return true;
        OldWrong = (key, wrong);
        return false;
    }

    /// <summary>This session goes on, with what was proved now; all others end.</summary>
    Task Reopen(string proof) => signIn.Open(_account, [.. User.FindAll(SecondFactor.Proof).Select(c => c.Value).Append(proof).Distinct()]);

    void SetUp(string secret)
    {
        Secret = string.Join(' ', secret.Chunk(4).Select(four => new string(four)));
        SealedSecret = _setUp.Protect($"{_account.Id:N}{secret}", SetUpLasts);
        AppUri = Authenticator.Uri(secret, Reader.School, "Mentorship");
    }

    string? Open(string? text)
    {
        try
        {
            return text is not null && _setUp.Unprotect(text) is { } opened && opened.StartsWith($"{_account.Id:N}", StringComparison.Ordinal) ? opened[32..] : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    static string Digits(string? typed) => new([.. (typed ?? "").Where(char.IsAsciiDigit)]);
}

/// <summary><c>_OldProof</c>: fields of one form, told apart by their key.</summary>
internal sealed record OldProof(string Key, bool WithNumber, string? Wrong);
