using System.Security.Cryptography;
using Mentorship.Portal.Accounts;
using Mentorship.Portal.Shell;
using Mentorship.Portal.University;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace Mentorship.Portal.Pages;

/// <summary>How a person signs in: a mailed code, the university, passkeys, a password with an authenticator app; and where they are signed in.</summary>
[EnableRateLimiting(PortalLimits.SignIn)]
internal sealed class AccountModel(
    AccountDesk desk, Passwords passwords, Passkeys passkeys, BackupCodes backupCodes, UniversityLogins logins, IOptions<UniversityOptions> university, Sessions sessions, IDataProtectionProvider protection) : AccountPage(desk)
{
    static readonly TimeSpan SetUpLasts = TimeSpan.FromHours(1);

    readonly ITimeLimitedDataProtector _setUp = protection.CreateProtector("authenticator-set-up").ToTimeLimitedDataProtector();

    public string How => User.HasClaim(SecondFactor.Proof, SecondFactor.ByPasskey) ? "with your passkey" : User.HasClaim(SecondFactor.Proof, SecondFactor.ByAuthenticator) ? "with your password and your app" : User.HasClaim(SecondFactor.Proof, SecondFactor.ByPassword) ? "with your password" : User.HasClaim(SecondFactor.Proof, SecondFactor.ByMail) ? "with a mailed code" : $"with {University.Name}";

    public UniversityOptions University => university.Value;

    public UniversityLogin[] UniversityLogins { get; private set; } = [];

    /// <summary>What a connected sign-in is called; one of an earlier provider by its address.</summary>
    public string NameOf(UniversityLogin login) => login.Issuer == University.Issuer ? University.Name : new Uri(login.Issuer).Host;

    /// <summary>Where this person is signed in, this browser first.</summary>
    public Session[] Sessions { get; private set; } = [];

    public Session? Here => Sessions.FirstOrDefault(s => s.Id == Accounts.Sessions.Of(User));

    /// <summary>The newest first.</summary>
    public Passkey[] Passkeys { get; private set; } = [];

    public string? PasskeyWrong { get; private set; }

    public int BackupCodesLeft { get; private set; }

    /// <summary>New backup codes, shown in the answer that made them and never again.</summary>
    public string[]? BackupCodes { get; private set; }

    /// <summary>The secret of an authenticator that is being set up, in fours, with the form's sealed copy.</summary>
    public string Secret { get; private set; } = "";

    public string SealedSecret { get; private set; } = "";

    public string AppUri { get; private set; } = "";

    public string? PasswordWrong { get; private set; }

    public string? NumberWrong { get; private set; }

    public async Task<IActionResult> OnGet()
    {
        if (!await LoadAll()) return Redirect("/sign-in");
        SetUp(Authenticator.NewSecret());
        return Page();
    }

    public async Task<IActionResult> OnPostPassword(string? old, string? number, string? password)
    {
        if (!await LoadAll()) return Redirect("/sign-in");
        SetUp(Authenticator.NewSecret());
        if (!MayProve) return Later();
        if (!await Proven("p", old, number, "The password you have now, or the number, is not right.")) return Page();
        PasswordWrong = await passwords.Set(Account, password ?? "", Accounts.Sessions.Of(User));
        if (PasswordWrong is not null) return Page();
        await Reopen(SecondFactor.ByPassword);
        return Then("/account", Good("Your password is set.", DecidesAboutOthers && !HasAuthenticator ? "Next, the authenticator app below." : "Every other device is signed out."));
    }

    public async Task<IActionResult> OnPostAuthenticator(string? old, string? number, string? secret, string? first)
    {
        if (!await LoadAll()) return Redirect("/sign-in");
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
        if (!MayProve) return Later();
        if (!await Proven("a", old, number, "The password, or the number from the app you have now, is not right.")) return Page();
        if (!await passwords.SetAuthenticator(Account, opened, SixDigits.Of(first), Accounts.Sessions.Of(User), Gone))
        {
            NumberWrong = "That is not the number your app shows now. Look again: it changes every 30 seconds.";
            return Page();
        }
        await Reopen(SecondFactor.ByAuthenticator);
        return Then("/account", Good("Your app is set up.", "From now on the password needs its number. Every other device is signed out."));
    }

    /// <summary>What the browser's script needs before it asks the device.</summary>
    public async Task<IActionResult> OnPostPasskeyOptions()
    {
        if (!await Load()) return NotFound();
        if (!MayChange) return Forbid();
        return Content(await passkeys.OptionsToMake(Account, await Reader.Name()), "application/json");
    }

    public async Task<IActionResult> OnPostPasskey(string? credential)
    {
        if (!await LoadAll()) return Redirect("/sign-in");
        SetUp(Authenticator.NewSecret());
        if (!MayChange) return Later();
        if (!await passkeys.Add(Account, credential ?? "", Accounts.Sessions.Of(User), Gone))
        {
            PasskeyWrong = "That passkey was not taken: the page was open for more than five minutes, or the device did not ask for your finger, face or PIN. Try again.";
            return Page();
        }
        await Reopen(SecondFactor.ByPasskey);
        return Then("/account", Good("Your passkey is set up.", "Every other device is signed out."));
    }

    public async Task<IActionResult> OnPostRemovePasskey(string? key)
    {
        if (!await LoadAll()) return Redirect("/sign-in");
        if (!MayChange) return Later();
        await passkeys.Remove(Account.Id, key ?? "", Gone);
        return Then("/account", Good("That passkey opens nothing any more.", "You can delete it from the device, too."));
    }

    public async Task<IActionResult> OnPostBackupCodes(string? old, string? number)
    {
        if (!await LoadAll()) return Redirect("/sign-in");
        SetUp(Authenticator.NewSecret());
        if (!HasAuthenticator || !MayProve) return Later();
        if (!await Proven("b", old, number, "The password, or the number, is not right.")) return Page();
        BackupCodes = await backupCodes.Make(Account, Gone);
        BackupCodesLeft = BackupCodes.Length;
        return Page();
    }

    public async Task<IActionResult> OnPostDisconnect(string? login)
    {
        if (!await LoadAll()) return Redirect("/sign-in");
        if (!MayChange) return Later();
        await logins.Remove(Account.Id, login ?? "", Gone);
        return Then("/account", Good("It opens your pages no more.", "The next time it is used here, it asks once who you are."));
    }

    public async Task<IActionResult> OnPostEnd(Guid session)
    {
        await sessions.End(User.PersonId(), session);
        return Then("/account", Good("That device is signed out.", "Whoever opens a page there is asked who they are."));
    }

    public async Task<IActionResult> OnPostOthers()
    {
        await sessions.EndOthers(User.PersonId(), Accounts.Sessions.Of(User));
        return Then("/account", Good("Every other device is signed out.", "This one stays."));
    }

    async Task<bool> LoadAll()
    {
        if (!await Load()) return false;
        UniversityLogins = await logins.Of(Account.Id, Gone);
        Passkeys = await passkeys.Of(Account.Id, Gone);
        BackupCodesLeft = await backupCodes.Left(Account.Id, Gone);
        Sessions = [.. (await sessions.List(Account.Id, Gone)).OrderByDescending(s => s.Id == Accounts.Sessions.Of(User))];
        return true;
    }

    void SetUp(string secret)
    {
        Secret = string.Join(' ', secret.Chunk(4).Select(four => new string(four)));
        SealedSecret = _setUp.Protect($"{Account.Id:N}{secret}", SetUpLasts);
        AppUri = Authenticator.Uri(secret, Reader.School, "Mentorship");
    }

    string? Open(string? text)
    {
        try
        {
            return text is not null && _setUp.Unprotect(text) is { } opened && opened.StartsWith($"{Account.Id:N}", StringComparison.Ordinal) ? opened[32..] : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
