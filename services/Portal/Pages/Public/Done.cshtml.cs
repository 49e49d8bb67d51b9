using Mentorship.Portal.Clients;
using Mentorship.Portal.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Mentorship.Portal.Pages.Public;

/// <summary>What was sent, and what comes next. For the browser that sent it.</summary>
internal sealed class DoneModel(ProfileClient profile, PendingCheckCookie cookie, Reader reader, TimeProvider time) : PublicPage(profile, reader, time)
{
    public PendingCheck Check { get; private set; } = null!;

    public IActionResult OnGet()
    {
        if (cookie.Read(HttpContext, Slug) is not { State: not null } check) return Redirect(To());
        Check = check;
        return Page();
    }

    public (string Heading, string Text, string Next) Says => Check.State switch
    {
        "sent" => ("The student gets a mail", "It says that you thought of them, and that they decide.",
            "If they do not answer within thirty days, their name and address are deleted. You are not told what they decide; that is theirs to tell."),
        "admitted" => ("You are in", $"You have a place in {Programme.Name}.",
            "A mail with a link to your page is on its way. There you say more about yourself and look for a mentor."),
        "applied" => ("Your application is in", "You need not do anything now.",
            "We write to you when it is decided, whatever the answer is. Your page says where it stands."),
        _ => ("You have applied before", "What you sent the first time stands.", "Your page says where it stands."),
    };
}
