using Mentorship.Portal.Clients;
using Microsoft.AspNetCore.Mvc;

namespace Mentorship.Portal.Pages.Office;

/// <summary>Who reviews outcome figures. Administrators name them, and see no figure by that.</summary>
internal sealed class ReviewersModel(Desk desk) : OfficePage(desk)
{
    const string Here = "/office/reviewers";

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Email { get; set; }

    public Reviewer[] Reviewers { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync()
    {
        if (!Administrator) return NotFound();
        Reviewers = await Profile.Reviewers(Gone);
        return Page();
    }

    public async Task<IActionResult> OnPostNameAsync()
    {
        var done = await Profile.AddReviewer(Email ?? "", Name ?? "", Gone);
        if (done.Refused is not { } no) return Then(Here, Good($"{Name} reviews outcome figures now.", "An invitation is on its way by mail."));
        Refuse(no);
        return await OnGetAsync();
    }

    public async Task<IActionResult> OnPostRemoveAsync(Guid reviewer)
    {
        var gone = await Profile.RemoveReviewer(reviewer, Gone);
        return Then(Here, gone.Refused is { } no ? Bad(no) : Good("They review figures no more.", "Within a minute the figures are closed to them."));
    }
}
