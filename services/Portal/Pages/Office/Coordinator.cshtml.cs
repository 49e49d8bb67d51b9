using Mentorship.Portal.Clients;
using Mentorship.Portal.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Mentorship.Portal.Pages.Office;

/// <summary>A coordinator who cannot get in any more. They decide about others, so an administrator helps and no colleague.</summary>
internal sealed class CoordinatorModel(Desk desk) : OfficePage(desk)
{
    [BindProperty(SupportsGet = true)]
    public Guid ProgrammeId { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid PersonId { get; set; }

    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public string? Checked { get; set; }

    /// <summary>Which of the two forms came back.</summary>
    public bool Lost { get; private set; }

    public ProgrammeDetail Programme { get; private set; } = null!;
    public Coordinator Person { get; private set; } = null!;

    public RecoveryForm Form => Lost ? new(Person.Name, null, null, Mistakes.None) : new(Person.Name, Email, Checked, Mistakes);

    string Here => $"/office/programmes/{ProgrammeId}/coordinators/{PersonId}";

    public async Task OnGetAsync()
    {
        Programme = Found(Administrator ? await Profile.Programme(ProgrammeId, Gone) : null);
        Person = Found((await Profile.Coordinators(ProgrammeId, Gone)).FirstOrDefault(c => c.Id == PersonId));
    }

    public async Task<IActionResult> OnPostAsync() => await DoneAsync(await Profile.RecoverCoordinator(ProgrammeId, PersonId, Email, Checked, Gone), Good("That address opens their account now.", RecoveryForm.TellThem));

    public async Task<IActionResult> OnPostResetAsync()
    {
        Lost = true;
        return await DoneAsync(await Profile.ResetSignIn(ProgrammeId, PersonId, Checked, Gone), Good("It is void within a moment.", "They were told by mail. A mailed code lets them in."));
    }

    public async Task<IActionResult> OnPostStopAsync() => await DoneAsync(await Profile.StopRecoveryOfCoordinator(ProgrammeId, PersonId, Gone), Good("It is stopped.", "That address opens nothing."));

    async Task<IActionResult> DoneAsync(Answer<Nothing> done, Note said)
    {
        if (done.Refused is not { } no) return Then(Here, said);
        Refuse(no);
        await OnGetAsync();
        return Page();
    }
}
