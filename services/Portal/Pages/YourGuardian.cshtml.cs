using Mentorship.Portal.Clients;
using Mentorship.Portal.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Mentorship.Portal.Pages;

/// <summary>A minor names their guardian, programme by programme, and sees what came of it.</summary>
internal sealed class YourGuardianModel(GuardianClient guardians, Reader reader, TimeProvider time) : PersonalPage(reader, time)
{
    public OwnGuardian[] Guardians { get; private set; } = [];

    /// <summary>The programme whose form was sent.</summary>
    [BindProperty]
    public Guid Programme { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public string? Language { get; set; }

    Mistakes mistakes = Mistakes.None;

    public string? OfficeEmail => Reader.OfficeEmail;

    public bool CameBack(OwnGuardian of) => of.ProgrammeId == Programme;

    public string? Mistake(OwnGuardian of, string field) => CameBack(of) ? mistakes.At(field) : null;

    public async Task OnGet() => Guardians = await guardians.Own(Gone);

    public async Task<IActionResult> OnPost()
    {
        var asked = await guardians.Ask(Programme, new(Name, Email, Language), Gone);
        if (asked.Refused is not { } no) return Then("/your-guardian", Good("Your guardian gets a mail from us.", "Tell them that it is coming."));
        mistakes = new(no.Fields);
        if (no.Fields.Count == 0) Note = Note.Refused(no);
        await OnGet();
        return Page();
    }
}
