using System.Text.RegularExpressions;
using Mentorship.Portal.Clients;
using Mentorship.Portal.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Mentorship.Portal.Pages.Development;

/// <summary>The mails of a machine that sends none, for whoever develops on it. Outside Development there is no such page.</summary>
internal sealed partial class MailModel(NotificationClient notification, IHostEnvironment environment, Reader reader, TimeProvider time) : PersonalPage(reader, time)
{
    public SentMail[]? Mails { get; private set; }

    [BindProperty(SupportsGet = true, Name = "file")]
    public string? Shown { get; set; }

    /// <summary>Narrows the list to one address.</summary>
    [BindProperty(SupportsGet = true)]
    public string? To { get; set; }

    public SentMail? Mail { get; private set; }

    public SentMailText? Text { get; private set; }

    /// <summary>Where the mail's button leads, as a path here.</summary>
    public string? Button => Text?.Text is { } text && Link().Match(text) is { Success: true } link ? link.Groups[1].Value : null;

    public override Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (environment.IsDevelopment()) return base.OnPageHandlerExecutionAsync(context, next);
        context.Result = NotFound();
        return Task.CompletedTask;
    }

    public async Task<IActionResult> OnGet()
    {
        Mails = await notification.DevelopmentMail(Gone);
        if (Shown is not null)
        {
            Mail = Mails?.FirstOrDefault(m => m.File == Shown);
            Text = Mail is null ? null : await notification.DevelopmentMail(Shown, Gone);
            if (Text is null) return NotFound();
        }
        if (!string.IsNullOrWhiteSpace(To)) Mails = [.. (Mails ?? []).Where(m => m.To.Contains(To.Trim(), StringComparison.OrdinalIgnoreCase))];
        return Page();
    }

    /// <summary>The mail's own HTML for the frame: its styles may show, and nothing else of it may do anything.</summary>
    public async Task<IActionResult> OnGetHtml()
    {
        if (Shown is null || await notification.DevelopmentMail(Shown, Gone) is not { Html: { } html }) return NotFound();
        Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'; frame-ancestors 'self'; sandbox";
        return Content(html, "text/html; charset=utf-8");
    }

    [GeneratedRegex(@"https?://[^/\s]+(/(?:l|guardian)/[\w-]+)", RegexOptions.None, 200)]
    private static partial Regex Link();
}
