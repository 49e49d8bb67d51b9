using Mentorship.Portal.Clients;
using Mentorship.Portal.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Mentorship.Portal.Pages.Office;

/// <summary>Who reads this cohort's applications, how far they are, and sharing out what nobody reads yet.</summary>
internal sealed class ReadersModel(Desk desk) : OfficePage(desk)
{
    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Email { get; set; }

    public CohortReaders Readers { get; private set; } = null!;

    public async Task OnGetAsync() => Readers = Found(await Profile.Readers(CohortId, Gone));

    public async Task<IActionResult> OnPostNameAsync()
    {
        var done = await Profile.NameReader(Cohort.ProgrammeId, Email, Name, Gone);
        if (done.Refused is not { } no) return Then(To("readers"), Good($"{Name} is a reader now.", "An invitation is on its way by mail."));
        Refuse(no);
        await OnGetAsync();
        return Page();
    }

    public async Task<IActionResult> OnPostRemoveAsync(Guid reader)
    {
        var done = await Profile.RemoveReader(Cohort.ProgrammeId, reader, Gone);
        return Then(To("readers"), done.Refused is { } no ? Bad(no) : Good("They read no more.", "What they have read stays. Share out again what they have not."));
    }

    public async Task<IActionResult> OnPostShareAsync()
    {
        var done = await Profile.ShareOut(CohortId, Gone);
        if (done.Refused is { } no) return Then(To("readers"), Bad(no));
        var shared = done.Value!;
        return Then(To("readers"), shared.Left > 0
            ? new Note("warn", $"{Words.Count(shared.Left, "application")} still {(shared.Left == 1 ? "misses" : "miss")} a reader.", (shared.Applications > 0 ? $"{Words.Count(shared.Applications, "application")} shared out. " : "") + "Nobody reads whom they named, or may not be paired with. Name one more reader, and share out again.")
            : shared.Readings == 0 ? Good("Everything is shared out already.")
            : Good($"{Words.Count(shared.Applications, "application")} shared out.", "They stand in the readers’ lists."));
    }

    public static string Says(CohortReaders readers) => readers switch
    {
        { Open: 0 } => "No application waits for a decision.",
        { ToShare: 0 } => $"Every application that waits for a decision is with two readers. Both have read {readers.Read} of {readers.Open}.",
        _ => $"{readers.ToShare} of {readers.Open} that wait for a decision {(readers.ToShare == 1 ? "is" : "are")} not with two readers yet. Both have read {readers.Read}.",
    };
}
