using Mentorship.Portal.Clients;
using Mentorship.Portal.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Mentorship.Portal.Pages.Public;

/// <summary>Somebody names a student, who is written to once and decides themselves.</summary>
[EnableRateLimiting(PortalLimits.Forms)]
internal sealed class NominateModel(ProfileClient profile, CodeHandover handover, Reader reader, TimeProvider time) : PublicPage(profile, reader, time)
{
    public static readonly (string Value, string Says)[] Relations =
        [("teacher", "I teach them"), ("counsellor", "I advise them at school or college"), ("programme", "I took part in this programme myself"), ("other", "I know them in another way")];

    [BindProperty]
    public NominateForm Form { get; set; } = new();

    public Mistakes Mistakes { get; private set; } = Mistakes.None;

    public Note? Note { get; private set; }

    public IActionResult OnGet() => Open is null ? Redirect(To()) : Page();

    public async Task<IActionResult> OnPostAsync()
    {
        if (Open is null) return Redirect(To());
        var sent = await Profile.Nominate(Slug, new(Form.Name, Form.Email, Form.Relation, Form.StudentName, Form.StudentEmail), Gone);
        if (sent.Refused is not { } no)
        {
            await handover.MailAsync(HttpContext, PendingCheck.Nomination, Slug, sent.Value!, Gone);
            return Redirect(PublicAddress.Path(Slug, "/code"));
        }
        Mistakes = new(no.Fields);
        if (!Mistakes.Any) Note = new("warn", "That was not sent.", no.Sentence);
        return Page();
    }

    public IEnumerable<(string Id, string Label, string Mistake)> Wrong => Mistakes.In(
        [("student-name", "studentName", "The student’s name"), ("student-email", "studentEmail", "The student’s e-mail"), ("name", "name", "Your name"), ("email", "email", "Your e-mail"), ("relation", "relation", "How you know them")]);
}

internal sealed class NominateForm
{
    public string? Name { get; set; }
    public string? Email { get; set; }
    public string? Relation { get; set; }
    public string? StudentName { get; set; }
    public string? StudentEmail { get; set; }
}
