using Mentorship.Portal.Clients;
using Microsoft.AspNetCore.Mvc;

namespace Mentorship.Portal.Pages.Office;

/// <summary>Every draft of the cohort, newest first. A draft is never published by itself.</summary>
internal sealed class RunsModel(Desk desk) : OfficePage(desk)
{
    public RunRow[] Runs { get; private set; } = [];

    public async Task OnGetAsync() => Runs = [.. (await Matching.Runs(CohortId, Gone)).OrderByDescending(r => r.Number)];

    public async Task<IActionResult> OnPostAsync()
    {
        var started = await Matching.StartRun(CohortId, Gone);
        return started.Refused is { } no ? Then(To("runs"), Bad(no)) : Redirect(To($"runs/{started.Value!.Id}"));
    }
}
