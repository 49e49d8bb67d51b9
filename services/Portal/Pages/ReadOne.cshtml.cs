using Mentorship.Portal.Clients;
using Mentorship.Portal.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Mentorship.Portal.Pages;

/// <summary>One application without whose it is, and the reader's three scores; once both are in, the two side by side.</summary>
internal sealed class ReadOneModel(ProfileClient profile, Reader reader, TimeProvider time) : PersonalPage(reader, time)
{
    ReadingForm? typed;

    [BindProperty(SupportsGet = true)]
    public Guid ApplicationId { get; set; }

    public BlindApplication Application { get; private set; } = null!;

    public Mistakes Mistakes { get; private set; } = Mistakes.None;

    public string? OfficeEmail => Reader.OfficeEmail;

    /// <summary>What was typed just now, else what was given before.</summary>
    public string? Written => typed is null ? Application.Mine?.Note : typed.Note;

    public int? Chosen(Criterion criterion) => typed is null ? Application.Mine is { } mine ? criterion.Of(mine) : null : criterion.Field switch
    {
        "experiences" => typed.Experiences,
        "challenges" => typed.Challenges,
        _ => typed.Potential,
    };

    public async Task<IActionResult> OnGet()
    {
        if (await profile.BlindApplication(ApplicationId, Gone) is not { } application) return NotFound();
        Application = application;
        return Page();
    }

    public async Task<IActionResult> OnPost(int? experiences, int? challenges, int? potential, string? note)
    {
        typed = new(experiences, challenges, potential, note);
        var done = await profile.GiveReading(ApplicationId, typed, Gone);
        if (done.Refused is not { } no) return await GivenAsync();
        if (no.IsNotFound) return NotFound();
        // Both came in, or it was decided, in the meantime: the page says so by itself.
        if (no.Fields.Count == 0) return Then($"/reading/{ApplicationId}", Note.Refused(no));
        Mistakes = new(no.Fields);
        return await OnGet();
    }

    /// <summary>To both readings where they are in, else to the list.</summary>
    async Task<IActionResult> GivenAsync()
    {
        if (await profile.BlindApplication(ApplicationId, Gone) is not { } now) return Redirect("/reading");
        return now.Given.Length > 0 ? Then($"/reading/{ApplicationId}", Good("Thank you. Both readings are in.")) : Then("/reading", Good($"Thank you. Application {now.Number} is read."));
    }
}
