using Mentorship.Portal.Clients;
using Mentorship.Portal.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Mentorship.Portal.Pages;

/// <summary>Who answers for a mentor, since when, and when they last changed something.</summary>
internal sealed class AssistantsModel(ProfileClient profile, Reader reader, TimeProvider time) : PersonalPage(reader, time)
{
    /// <summary>How many may answer at a time.</summary>
    const int Most = 5;

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Email { get; set; }

    public Assistant[] Answering { get; private set; } = [];

    public Assistant[] Earlier { get; private set; } = [];

    public Mistakes Mistakes { get; private set; } = Mistakes.None;

    public bool IsFull => Answering.Length >= Most;

    public async Task<IActionResult> OnGet()
    {
        if (await profile.Me(Gone) is not { Mentor: not null }) return NotFound();
        var all = await profile.Assistants(Gone);
        (Answering, Earlier) = ([.. all.Where(a => a.EndedAt is null)], [.. all.Where(a => a.EndedAt is not null)]);
        return Page();
    }

    public async Task<IActionResult> OnPostName()
    {
        if ((await profile.NameAssistant(Email, Name, Gone)).Refused is not { } refused)
            return Then("/assistants", Good($"{Name} may answer for you now.", "A mail tells them so, and how to sign in."));
        Mistakes = new(refused.Fields);
        if (!Mistakes.Any) Note = Note.Refused(refused);
        return await OnGet();
    }

    public async Task<IActionResult> OnPostEnd(Guid assistant) =>
        (await profile.EndAssistant(assistant, Gone)).Refused is { } refused ? Then("/assistants", Note.Refused(refused))
            : Then("/assistants", Good("They answer for you no more.", "What they changed stays as it is."));
}
