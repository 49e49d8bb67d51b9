using System.Globalization;
using Mentorship.Portal.Accounts;
using Mentorship.Portal.Clients;
using Mentorship.Portal.PersonalData;
using Mentorship.Portal.Shell;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Portal.Pages;

/// <summary>One's own data: a copy of all of it, what to do about a mistake in it, and the end of it.</summary>
[EnableRateLimiting(PortalLimits.SignIn)]
internal sealed class YourDataModel(
    PortalDb db, Passwords passwords, SignIn signIn, SignInCodes codes, SignInCookie cookie, ProfileClient profile, CopyOfData copy, Reader reader, TimeProvider time)
    : PersonalPage(reader, time)
{
    Account _account = null!;

    /// <summary>The request that is there, if one is.</summary>
    public Erasure? Erasure { get; private set; }

    public string? OfficeEmail => Reader.OfficeEmail;

    public bool HasPage => Reader.IsStudent || Reader.IsMentor;

    public bool HasAuthenticator => _account.HasAuthenticator;

    /// <summary>A sign-in of a moment ago is proof enough for those who decide about nobody.</summary>
    public bool AsksForOld => _account.HasPassword && (DecidesAboutOthers || !signIn.IsFresh(User));

    /// <summary>Without a password, a new code proves it.</summary>
    public bool AsksForCode => !_account.HasPassword && !signIn.IsFresh(User);

    bool DecidesAboutOthers => _account.Roles.Any(r => r.Role is not ("student" or "mentor"));

    (string Key, string Says)? _wrong;

    public OldProof Proof(string key) => new(key, HasAuthenticator, _wrong is { } wrong && wrong.Key == key ? wrong.Says : null);

    public async Task<IActionResult> OnGet() => await Load() ? Page() : Redirect("/sign-in");

    public async Task<IActionResult> OnPostCopy(string? old, string? number)
    {
        if (!await Load()) return Redirect("/sign-in");
        if (!await Proven("c", old, number)) return Page();
        var taken = await copy.Take(_account.Id, Gone);
        if (taken.Refused is { } no)
        {
            Note = Note.Refused(no);
            return Page();
        }
        return File(taken.Value!, "application/zip", string.Create(CultureInfo.InvariantCulture, $"your-data-{Now.UtcDateTime:yyyy-MM-dd}.zip"));
    }

    public async Task<IActionResult> OnPostAsk(string? old, string? number)
    {
        if (!await Load()) return Redirect("/sign-in");
        if (!await Proven("e", old, number)) return Page();
        var asked = await profile.AskErasure(Gone);
        return Then("/your-data", asked.Refused is { } no ? Note.Refused(no)
            : Good("We have your request.", "Nothing is erased yet. Until the day below you can take it back on this page."));
    }

    public async Task<IActionResult> OnPostNow(string? old, string? number, bool sure)
    {
        if (!await Load()) return Redirect("/sign-in");
        if (!sure)
        {
            _wrong = ("n", "Tick the box first. Nothing was erased.");
            return Page();
        }
        if (!await Proven("n", old, number)) return Page();
        var done = await profile.EraseNow(Gone);
        if (done.Refused is { } no) return Then("/your-data", Note.Refused(no));
        await signIn.Close();
        return Redirect("/erased");
    }

    public async Task<IActionResult> OnPostKeep()
    {
        var kept = await profile.TakeBackErasure(Gone);
        return Then("/your-data", kept.Refused is { } no ? Note.Refused(no) : Good("You stay.", "The request is taken back, and nothing was erased."));
    }

    /// <summary>Mails a code to whoever has no password; typing it leads back here.</summary>
    public async Task<IActionResult> OnPostCode()
    {
        if (await codes.AskFor(User.PersonId(), Gone) is not { } attempt)
            return Then("/your-data", new("warn", "No code was mailed.", "Several were mailed just now, and the newest still works. Try again in a quarter of an hour."));
        cookie.Write(HttpContext, new(attempt.Id, "", attempt.ExpiresAt, "/your-data"));
        return Redirect("/sign-in/code");
    }

    public static string Held(string? reason) => reason switch
    {
        "open-concern" => "a concern that you are part of is still open",
        "legal-duty" => "the school has to keep records for now",
        _ => "it has to wait",
    };

    async Task<bool> Load()
    {
        var me = User.PersonId();
        if (await db.Accounts.Include(a => a.Roles).SingleOrDefaultAsync(a => a.Id == me && a.AddressHash != null, Gone) is not { } account) return false;
        _account = account;
        Erasure = await profile.Erasure(Gone);
        return true;
    }

    async Task<bool> Proven(string key, string? old, string? number)
    {
        if (AsksForCode)
        {
            Note = new("warn", "Prove first that it is you.", "Your sign-in is older than a quarter of an hour. Nothing was done.");
            return false;
        }
        if (!AsksForOld || (old is { Length: > 0 and <= Passwords.Longest } && await passwords.Proves(_account, old, new([.. (number ?? "").Where(char.IsAsciiDigit)]), Gone))) return true;
        _wrong = (key, "The password, or the number, is not right. Nothing was done.");
        return false;
    }
}
