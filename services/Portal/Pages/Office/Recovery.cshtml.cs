using Mentorship.Portal.Clients;
using Mentorship.Portal.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Mentorship.Portal.Pages.Office;

/// <summary>Somebody lost their addresses: another one opens their account once, after the office made sure who they are.</summary>
internal sealed class RecoveryModel(Desk desk) : OfficePage(desk)
{
    [BindProperty(SupportsGet = true)]
    public Guid PersonId { get; set; }

    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public string? Checked { get; set; }

    public Person Person { get; private set; } = null!;

    /// <summary>What is under way.</summary>
    public Recovery? Open { get; private set; }

    public RecoveryForm Form => new(Person.Name, Email, Checked, Mistakes);

    string Here => To($"people/{PersonId}/recovery");

    public async Task OnGetAsync()
    {
        Person = Found(await Profile.PersonIn(CohortId, PersonId, Gone));
        Open = Found(await Profile.RecoveryOf(CohortId, PersonId, Gone)) is { Email: not null } open ? open : null;
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var done = await Profile.Recover(CohortId, PersonId, Email, Checked, Gone);
        if (done.Refused is not { } no) return Then(Here, Good("That address opens their account now.", RecoveryForm.TellThem));
        Refuse(no);
        await OnGetAsync();
        return Page();
    }

    public async Task<IActionResult> OnPostStopAsync()
    {
        var done = await Profile.StopRecovery(CohortId, PersonId, Gone);
        return Then(Here, done.Refused is { } no ? Bad(no) : Good("It is stopped.", "That address opens nothing."));
    }

    public static string Way(string? way) => way switch
    {
        "in-person" => "in person",
        "call" => "by a call",
        _ => "by their record",
    };
}

/// <summary><c>_Recovery</c>: another address for somebody, and how it was made sure who they are.</summary>
internal sealed record RecoveryForm(string Name, string? Email, string? Checked, Mistakes Mistakes)
{
    public const string TellThem = "Tell them to sign in with it within three days. Their old addresses were told as well, and can stop it.";
}
