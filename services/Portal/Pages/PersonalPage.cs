using System.Text.Json;
using Mentorship.Portal.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Mentorship.Portal.Pages;

/// <summary>A page of one person about themselves: their clock, and what the last act did.</summary>
internal abstract class PersonalPage(Reader reader, TimeProvider time) : PageModel
{
    /// <summary>What is said once, after a redirect.</summary>
    const string Said = "said";

    public Note? Note { get; protected set; }

    public TimeZoneInfo Zone { get; private set; } = TimeZoneInfo.Utc;

    public DateTimeOffset Now => time.GetUtcNow();

    protected Reader Reader => reader;

    protected CancellationToken Gone => HttpContext.RequestAborted;

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        Zone = await reader.Zone();
        // Read by hand: a property bound to it is filled only after this.
        if (TempData[Said] is string said) Note = JsonSerializer.Deserialize<Note>(said);
        await next();
    }

    /// <summary>Sends the reader to a page and says there what was done.</summary>
    protected IActionResult Then(string url, Note note)
    {
        TempData[Said] = JsonSerializer.Serialize(note);
        return Redirect(url);
    }

    protected static Note Good(string strong, string text = "") => new("good", strong, text);

    public string Moment(DateTimeOffset at) => Words.Moment(at, Zone, Now);

    public string ShortMoment(DateTimeOffset at) => Words.ShortMoment(at, Zone, Now);

    public string Day(DateTimeOffset at) => Words.Day(at, Zone, Now);

    public string Until(DateTimeOffset at) => Words.Until(at, Zone, Now);

    public string Since(DateTimeOffset at) => Words.Since(at, Zone, Now);
}
