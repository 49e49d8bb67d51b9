using System.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Mentorship.Portal.Pages;

/// <summary>What people see when a page is missing, closed to them or broken. Never the exception's own words.</summary>
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true)]
internal sealed class ErrorModel : PageModel
{
    public string Heading { get; private set; } = "";

    public string Text { get; private set; } = "";

    public string Icon { get; private set; } = "alert-circle";

    public string Code { get; private set; } = "";

    public void OnGet(int? status) => Say(status);

    public void OnPost(int? status) => Say(status);

    void Say(int? status)
    {
        // Opened by its own address nothing has gone wrong: the words of a missing page, and no error's number.
        var code = status ?? (Response.StatusCode is >= 400 ? Response.StatusCode : StatusCodes.Status404NotFound);
        if (status is not null || Response.StatusCode >= 400) Response.StatusCode = code;
        Code = Activity.Current?.TraceId.ToString()[..8] ?? HttpContext.TraceIdentifier;
        (Heading, Text, Icon) = code switch
        {
            400 => ("The form was too old", "It was open for a long time, or cookies are switched off. Nothing was changed. Go back, load the page again and send it once more.", "clock-exclamation"),
            401 => ("You are not signed in", "The sign-in was not completed, took too long, or was used before. Nothing was changed. Start it again, or let us mail you a code.", "lock"),
            403 or 404 => ("This page is not here", "It may have moved, or it belongs to someone else. The address may also be cut off.", "search"),
            429 => ("A little slower, please", "That was a lot at once. Wait a minute and try again.", "hand-stop"),
            503 => ("Not reachable", "A part of the system does not answer at the moment. What you saved before is safe.", "plug-connected-x"),
            _ => ("Something went wrong here", "The mistake is ours and was noted. Nothing of what you just sent was kept.", "alert-circle"),
        };
    }
}
