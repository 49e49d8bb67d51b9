using Mentorship.Portal.Clients;
using Mentorship.Portal.Shell;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Mvc;

namespace Mentorship.Portal.Pages;

/// <summary>One request or offer on one page: who, why, both answers, and the reader's own yes or no.</summary>
internal sealed class RequestModel(MatchingClient matching, ProfileClient profile, Shell.People people, Reader reader, TimeProvider time) : PersonalPage(reader, time)
{
    /// <summary>Why somebody says no; for the office alone. The codes are Matching's.</summary>
    public static readonly (string Code, string Says)[] Reasons =
    [
        ("no-time", "No time at the moment"), ("not-my-field", "Not my field"), ("someone-fits-better", "Someone else would fit better"),
        ("know-them-too-closely", "I know this person too closely"), ("plans-changed", "My plans have changed"), ("rather-not-say", "I would rather not say"),
    ];

    [BindProperty(SupportsGet = true)]
    public Guid PairId { get; set; }

    public PairCard Card { get; private set; } = null!;

    /// <summary>What the other lets their partner see of their background, while the two are a pair.</summary>
    public SharedFacet[] Shared { get; private set; } = [];

    public string? OfficeEmail => Reader.OfficeEmail;

    /// <summary>Which answer is opened: by the button that led here, or typed before a refusal.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Answer { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public string? Wrong { get; private set; }

    public async Task<IActionResult> OnGet() => await Load() ? Page() : NotFound();

    public async Task<IActionResult> OnPostAnswer()
    {
        if (Answer is not ("yes" or "no"))
        {
            Wrong = "Choose an answer first.";
            return await OnGet();
        }
        var done = await matching.AnswerMine(PairId, Answer, Answer == "no" && Reason is { Length: > 0 } ? Reason : null, Gone);
        if (done.Refused is { IsNotFound: true } || !await Load()) return NotFound();
        if (done.Refused is { } no)
        {
            Note = Note.Refused(no);
            return Page();
        }
        return Then($"/requests/{PairId}", Answer == "no"
            ? Good("Your no is in.", Card.AsStudent ? "It does not count against you." : $"{Card.Short} is told kindly and without a reason.")
            : Card.Pair.State == "active" ? Good("You are a pair.", $"{Card.Short} is told today as well.")
            : Good("Your yes is in.", $"Now {Card.Short} answers{(Card.ShortBy.Length > 0 ? $", by {Card.ShortBy}" : "")}."));
    }

    public async Task<IActionResult> OnPostWithdraw()
    {
        var done = await matching.WithdrawMine(PairId, Gone);
        if (done.Refused is { IsNotFound: true } || !await Load()) return NotFound();
        if (done.Refused is { } no)
        {
            Note = Note.Refused(no);
            return Page();
        }
        return Then(Card.AsStudent && Card.ByRequest ? $"/mentors/{Card.Pair.CohortId}" : "/home", Good("Taken back.", $"{Card.Short} is told today, and the place is free again."));
    }

    async Task<bool> Load()
    {
        if (await matching.MyPair(PairId, Gone) is not { } pair) return false;
        var asStudent = pair.StudentId == User.PersonId();
        var other = asStudent ? pair.MentorId : pair.StudentId;
        if (pair.State == "active") Shared = await profile.SharedBy(other, Gone);
        Card = new PairCard(pair, asStudent, (await people.Cards([other], Gone)).Or(other), (await people.Cohort(pair.CohortId, Gone))?.FullName, Zone, Now);
        return true;
    }
}
