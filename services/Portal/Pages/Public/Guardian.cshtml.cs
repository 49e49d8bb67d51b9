using Mentorship.Portal.Clients;
using Mentorship.Portal.Links;
using Mentorship.Portal.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Portal.Pages.Public;

/// <summary>
/// Where the button of a guardian's mail leads: what the programme is, who sees what, and a yes or a no. Opening it changes
/// nothing, however often. Of the student it shows the given name, of the guardian nothing, since mails are forwarded.
/// </summary>
[EnableRateLimiting(PortalLimits.Forms)]
internal sealed class GuardianModel(PortalDb db, GuardianClient guardians, Reader reader, TimeProvider time) : PageModel
{
    Asking? asking;

    /// <summary>The language that was asked for; else the one that was chosen for the guardian.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Lang { get; set; }

    [BindProperty]
    public string? Signature { get; set; }

    /// <summary>Null where the link is not known, or has ended.</summary>
    public GuardianWords? Words { get; private set; }

    public Asking Asking => asking!;

    public Mistakes Mistakes { get; private set; } = Mistakes.None;

    /// <summary>Where what was pressed could not be done: the question was closed meanwhile.</summary>
    public bool TooLate { get; private set; }

    public string? OfficeEmail => reader.OfficeEmail;

    public async Task OnGet(string token, CancellationToken ct) => await LookAsync(token, ct);

    public async Task<IActionResult> OnPost(string token, string? answer, CancellationToken ct)
    {
        if (await LookAsync(token, ct) is not { } id) return Page();
        var done = await guardians.Answer(id, answer, Signature, ct);
        if (done.Refused is not { } no) return Redirect($"/guardian/{token}{(Lang is "en" or "es" ? $"?lang={Lang}" : "")}#state");
        // Profile says what is missing in English; the one thing that can be is known here in both languages.
        Mistakes = new(no.Fields.ToDictionary(f => f.Key, f => f.Key == "signature" ? [Words!.SignatureMissing] : f.Value));
        TooLate = no.Fields.Count == 0;
        if (TooLate) await LookAsync(token, ct);
        return Page();
    }

    async Task<Guid?> LookAsync(string token, CancellationToken ct)
    {
        var (hash, now) = (MailLink.Hash(token), time.GetUtcNow());
        var link = await db.MailLinks.AsNoTracking().SingleOrDefaultAsync(l => l.TokenHash == hash && l.Act == LinkActs.Guardian, ct);
        if (link is null || link.IsLate(now) || await guardians.Asking(Guid.Parse(link.Subject), ct) is not { } found) return null;
        asking = found;
        Words = GuardianWords.In(Lang is "en" or "es" ? Lang : found.Language, found, reader.School);
        return Guid.Parse(link.Subject);
    }
}
