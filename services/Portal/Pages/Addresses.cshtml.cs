using Mentorship.Portal.Accounts;
using Mentorship.Portal.Clients;
using Mentorship.Portal.Shell;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Mentorship.Portal.Pages;

/// <summary>The one or two addresses a person is reached at and signs in with.</summary>
[EnableRateLimiting(PortalLimits.SignIn)]
internal sealed class AddressesModel(AccountDesk desk, ProfileClient profile, SignInCodes codes, SignInCookie cookie, AddressChanges changes) : AccountPage(desk)
{
    const string Here = "/account/addresses";

    /// <summary>Null where Profile does not know the person, as an installation's first administrator.</summary>
    public string? First { get; private set; }

    public string? Second { get; private set; }

    /// <summary>The address the office lets open the account, where there is one.</summary>
    public Recovery? Recovery { get; private set; }

    public string? Typed { get; private set; }

    public string? Wrong { get; private set; }

    public async Task<IActionResult> OnGet() => await LoadBoth() ? Page() : Redirect("/sign-in");

    public async Task<IActionResult> OnPostAdd(string? email)
    {
        if (!await LoadBoth()) return Redirect("/sign-in");
        if (!MayChange) return Later();
        Typed = email?.Trim();
        Wrong = Addresses.Wrong(Typed)
            ?? (Is(First) || Is(Second) ? "This is one of your addresses already." : null);
        if (Wrong is not null) return Page();

        if (await codes.AskToConfirm(User.PersonId(), Typed!, Gone) is not { } attempt)
        {
            Wrong = "Several codes were mailed just now. Wait a quarter of an hour, then ask for one more.";
            return Page();
        }
        cookie.Write(HttpContext, new(attempt.Id, Typed!, attempt.ExpiresAt, Here, Confirms: true));
        return Redirect("/sign-in/code");

        bool Is(string? known) => string.Equals(known, Typed, StringComparison.OrdinalIgnoreCase);
    }

    public async Task<IActionResult> OnPostFirst(string? email)
    {
        if (!await LoadBoth()) return Redirect("/sign-in");
        if (!MayChange) return Later();
        return Then(Here, await changes.MakeFirst(User.PersonId(), email ?? "", Gone) is { } refused ? Shell.Note.Refused(refused)
            : Good("Mails go to that address now.", "Both were told."));
    }

    public async Task<IActionResult> OnPostDrop()
    {
        if (!await LoadBoth()) return Redirect("/sign-in");
        if (!MayChange) return Later();
        return Then(Here, await changes.Drop(User.PersonId(), Gone) is { } refused ? Shell.Note.Refused(refused)
            : Good("It is no address of yours any more.", "Both were told."));
    }

    /// <summary>Asks for nothing more: whoever is signed in keeps what they have.</summary>
    public async Task<IActionResult> OnPostStop()
    {
        if (!await LoadBoth()) return Redirect("/sign-in");
        return Then(Here, await changes.StopRecovery(User.PersonId(), Gone) is { } refused ? Shell.Note.Refused(refused)
            : Good("It is stopped.", "That address opens nothing here. Please tell the programme office as well."));
    }

    async Task<bool> LoadBoth()
    {
        if (!await Load()) return false;
        if (await profile.Me(Gone) is { } me)
        {
            (First, Second) = (me.Email, me.SecondEmail);
            Recovery = await profile.MyRecovery(Gone);
        }
        return true;
    }
}
