using Mentorship.Portal.Clients;
using Mentorship.Portal.Links;
using Mentorship.Portal.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Portal.Pages.Public;

/// <summary>The form by which somebody applies. What was typed stays, whatever the answer is; it counts once the address is confirmed.</summary>
[EnableRateLimiting(PortalLimits.Forms)]
internal sealed class ApplyModel(PortalDb db, ProfileClient profile, CodeHandover handover, Reader reader, TimeProvider time) : PublicPage(profile, reader, time)
{
    [BindProperty]
    public ApplyForm Form { get; set; } = new();

    public Taxonomy Taxonomy { get; private set; } = null!;

    public Mistakes Mistakes { get; private set; } = Mistakes.None;

    public Note? Note { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        if (Open is null) return Redirect(To());
        Taxonomy = await Profile.Taxonomy(Gone);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (Open is null) return Redirect(To());
        Form.Tidy();
        var sent = await Profile.Apply(Slug, new(Form.Name, Form.Email, Form.Stage, Form.Interests, Form.Answers, From, await NominationAsync()), Gone);
        if (sent.Refused is not { } no)
        {
            await handover.MailAsync(HttpContext, PendingCheck.Application, Slug, sent.Value!, Gone);
            return Redirect(PublicAddress.Path(Slug, "/code"));
        }
        Mistakes = new(no.Fields);
        if (!Mistakes.Any) Note = new("warn", "That was not sent.", no.Sentence);
        Taxonomy = await Profile.Taxonomy(Gone);
        return Page();
    }

    public IEnumerable<(string Id, string Label, string Mistake)> Wrong => Mistakes.In(
        [("name", "name", "Name"), ("email", "email", "E-mail"), ("stage", "stage", "Where you are now"), ("interests", "interests", "What interests you"),
            .. Open!.Questions.Select(q => ($"q-{q.Id}", Field(q), q.Wording))]);

    public static string Field(Question question) => $"answers[{question.Id}]";

    public string? Answer(Question question) => Form.Answers.GetValueOrDefault(question.Id!.Value);

    public Picks Picks => new("interest", "Interests", "What interests you", "One is enough; “Still exploring” counts.", "hearts", Mistakes.At("interests"),
        [.. Taxonomy.Terms.Where(t => t.Kind == "interest")], Form.Interests);

    /// <summary>The nomination whose mail led here, for as long as its link is known.</summary>
    async Task<Guid?> NominationAsync()
    {
        if (string.IsNullOrEmpty(By)) return null;
        var hash = MailLink.Hash(By);
        var link = await db.MailLinks.AsNoTracking().SingleOrDefaultAsync(l => l.TokenHash == hash && l.Act == LinkActs.Nomination, Gone);
        return link is null || link.IsLate(Now) ? null : Guid.Parse(link.Subject);
    }
}

internal sealed class ApplyForm
{
    public string? Name { get; set; }
    public string? Email { get; set; }
    public string? Stage { get; set; }
    public string[] Interests { get; set; } = [];
    public Dictionary<Guid, string?> Answers { get; set; } = [];

    /// <summary>Fields left empty come as empty words.</summary>
    public void Tidy() => Interests = [.. Interests.Where(w => !string.IsNullOrWhiteSpace(w)).Select(w => w.Trim()).Distinct()];
}
