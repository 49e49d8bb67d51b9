using Mentorship.Portal.Clients;
using Mentorship.Portal.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Mentorship.Portal.Pages.Public;

/// <summary>Takes the mailed code. What comes before it is the same for every address, known here or not.</summary>
[EnableRateLimiting(PortalLimits.Forms)]
internal sealed class CodeModel(ProfileClient profile, NotificationClient notification, PendingCheckCookie cookie, CodeHandover handover, Reader reader, TimeProvider time)
    : PublicPage(profile, reader, time)
{
    public PendingCheck Check { get; private set; } = null!;

    public string? Typed { get; private set; }

    public string? Wrong { get; private set; }

    public Note? Note { get; private set; }

    public IActionResult OnGet() => Begun() is { } elsewhere ? elsewhere : Page();

    public async Task<IActionResult> OnPostAsync(string? code)
    {
        if (Begun() is { } elsewhere) return elsewhere;
        Wrong = SixDigits.Slip(code);
        if (Wrong is not null)
        {
            Typed = code;
            return Page();
        }
        var digits = SixDigits.Of(code);
        var (result, left, state) = Check.IsNomination ? await NominateAsync(digits) : await ApplyAsync(digits);
        if (result == "right")
        {
            cookie.Write(HttpContext, Check with { State = state });
            return Redirect(PublicAddress.Path(Slug, "/done"));
        }
        Wrong = result switch
        {
            "tooOften" => SixDigits.TooOften,
            "late" => "This code no longer works. Use the newest mail, or ask for another code.",
            _ => SixDigits.NotIt(left),
        };
        return Page();
    }

    public async Task<IActionResult> OnPostAgainAsync()
    {
        if (Begun() is { } elsewhere) return elsewhere;
        var made = await Profile.CodeAgain(Check.What, Check.Id, Gone);
        if (made.Refused is { } no)
            Note = new("warn", "No code was mailed.", no.IsNotFound ? "What you wrote was deleted meanwhile. Please begin again." : no.Sentence);
        else if (await handover.MailAsync(HttpContext, Check.What, Slug, made.Value!, Gone))
            Note = new("good", "Another code is on its way.", "The one before stopped working.");
        else
            Note = new("warn", "No mail can be sent at the moment.", "What you wrote is kept. Ask for a code again in a minute.");
        return Page();
    }

    async Task<(string Result, int Left, string? State)> ApplyAsync(string code)
    {
        var done = await Profile.ConfirmApplication(Check.Id, code, Gone);
        return done.Value is { } confirmed ? (confirmed.Result, confirmed.Left, confirmed.State) : ("late", 0, null);
    }

    async Task<(string Result, int Left, string? State)> NominateAsync(string code)
    {
        var done = await Profile.ConfirmNomination(Check.Id, code, Gone);
        if (done.Value is not { } confirmed) return ("late", 0, null);
        if (confirmed.Letter is { } letter) await notification.MailNomination(letter, Gone);
        return (confirmed.Result, confirmed.Left, "sent");
    }

    /// <summary>Where to go instead, for whoever has sent nothing or is done.</summary>
    RedirectResult? Begun()
    {
        if (cookie.Read(HttpContext, Slug) is not { } check) return Redirect(To());
        Check = check;
        return check.State is null ? null : Redirect(PublicAddress.Path(Slug, "/done"));
    }
}
