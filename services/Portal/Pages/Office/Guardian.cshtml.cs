using Mentorship.Portal.Clients;
using Microsoft.AspNetCore.Mvc;

namespace Mentorship.Portal.Pages.Office;

/// <summary>A minor's guardian as the office sees it: who was asked, what they said, and the second look that a yes needs.</summary>
internal sealed class GuardianModel(Desk desk, GuardianClient guardians) : OfficePage(desk)
{
    [BindProperty(SupportsGet = true)]
    public Guid PersonId { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public string? Language { get; set; }

    public Person Person { get; private set; } = null!;
    public GuardianOf Guardian { get; private set; } = null!;

    public bool CameBack { get; private set; }

    string Here => To($"people/{PersonId}/guardian");

    public async Task OnGetAsync()
    {
        Person = Found(await Profile.PersonIn(CohortId, PersonId, Gone));
        Guardian = Found(await guardians.Of(CohortId, PersonId, Gone));
    }

    public async Task<IActionResult> OnPostAskAsync()
    {
        var done = await guardians.Record(CohortId, PersonId, new(Name, Email, Language), Gone);
        CameBack = true;
        return await AfterAsync(done, "The guardian gets a mail.", "It stands in the ledger. What was said before counts no more.");
    }

    public async Task<IActionResult> OnPostConfirmAsync(string? way) =>
        await AfterAsync(await guardians.Confirm(CohortId, PersonId, way, Gone), "The consent is in force.", "It stands in the ledger with your name. The student can be paired with cleared mentors from now on.");

    public async Task<IActionResult> OnPostWithdrawAsync() =>
        await AfterAsync(await guardians.Withdraw(CohortId, PersonId, Gone), "It is withdrawn.", "The student leaves the pool; open offers and a pair end within a moment, and both sides are told.");

    async Task<IActionResult> AfterAsync(Answer<Nothing> done, string good, string text)
    {
        if (done.Refused is not { } no) return Then(Here, Good(good, text));
        Refuse(no);
        await OnGetAsync();
        return Page();
    }
}
