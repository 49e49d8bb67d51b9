using Mentorship.Portal.Clients;
using Mentorship.Portal.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Mentorship.Portal.Pages.Public;

/// <summary>A page about one programme for anybody: without a sign-in, and without a word about who is known here.</summary>
internal abstract class PublicPage(ProfileClient profile, Reader reader, TimeProvider time) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string Slug { get; set; } = "";

    /// <summary>The mark of the link or printed code that led here; it goes along to the form.</summary>
    [BindProperty(SupportsGet = true)]
    public string? From { get; set; }

    /// <summary>The token of a mail that told a student of a nomination; it goes along too.</summary>
    [BindProperty(SupportsGet = true)]
    public string? By { get; set; }

    public PublicProgramme Programme { get; private set; } = null!;

    public PublicCohort? Open => Programme.Cohort is { IsOpen: true } cohort ? cohort : null;

    public string? OfficeEmail => reader.OfficeEmail;

    protected ProfileClient Profile => profile;

    protected DateTimeOffset Now => time.GetUtcNow();

    protected CancellationToken Gone => HttpContext.RequestAborted;

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (await profile.PublicProgramme(Slug, Gone) is not { } programme)
        {
            context.Result = NotFound();
            return;
        }
        Programme = programme;
        await next();
    }

    /// <summary>The address of another page of this programme, with what led the visitor here.</summary>
    public string To(string rest = "")
    {
        var query = new Microsoft.AspNetCore.Http.Extensions.QueryBuilder();
        if (!string.IsNullOrEmpty(From)) query.Add("from", From);
        if (!string.IsNullOrEmpty(By)) query.Add("by", By);
        return PublicAddress.Path(Programme.Slug, rest) + query;
    }

    public string Window => WindowWords.Of(Programme.Cohort, Now);
}
