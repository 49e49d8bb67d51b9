using Mentorship.Portal.Clients;
using Mentorship.Portal.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Mentorship.Portal.Pages.Office;

/// <summary>One person of the cohort: what they said, where they stand, what was mailed; an answer given by phone is written down here.</summary>
internal sealed class PersonModel(Desk desk, NotificationClient notification, GuardianClient guardians) : OfficePage(desk)
{
    [BindProperty(SupportsGet = true)]
    public Guid PersonId { get; set; }

    public Person Person { get; private set; } = null!;
    public Taxonomy Taxonomy { get; private set; } = null!;
    public PoolStudent? Student { get; private set; }
    public PoolMentor? Mentor { get; private set; }
    public Narrative? Narrative { get; private set; }
    public GuardianOf? Guardian { get; private set; }
    public ClearanceOf? Clearance { get; private set; }
    public PersonalTraining[] Trainings { get; private set; } = [];
    public Delivery[]? Mails { get; private set; }
    public PathwayStep[] Pathway { get; private set; } = [];
    public StudentCohort? Visit => Cohort.IsRolling ? Person.Student?.Cohorts.FirstOrDefault(c => c.CohortId == CohortId) : null;

    /// <summary>The training whose form came back with <see cref="OfficePage.Mistakes"/>, and what was typed.</summary>
    public Guid TrainingId { get; private set; }
    public string? CompletedOn { get; private set; }
    public string? Proof { get; private set; }

    /// <summary>Places by the office's word, as they were typed.</summary>
    [BindProperty]
    public int? Places { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public string? Text { get; set; }

    /// <summary>Days of the visit as they stand, or as they were typed.</summary>
    public (string? First, string? Last) Days { get; private set; }

    public Wrong Wrong => new(Mistakes.In(
        [("places", "places", "Places"), ("reason", "reason", "Why"), ("text", "text", "In your own words"), ("first-day", "firstDay", "First day"), ("last-day", "lastDay", "Last day"), ($"to-{TrainingId:N}", "completedOn", "Day it was completed"), ($"tp-{TrainingId:N}", "proof", "Proof")]),
        "Nothing was changed.");

    public Pair? Pair => Student?.Pair;
    public bool Answerable => Pair is { State: "offered" };

    /// <summary>The cohort hides the name, and this coordinator has not revealed it.</summary>
    public bool Hidden { get; private set; }

    public async Task OnGetAsync()
    {
        await Names.LoadAsync([PersonId], Gone);
        if (Hidden = Names.Hides(PersonId)) return;
        Person = Found(await Profile.PersonIn(CohortId, PersonId, Gone));
        if (Days == default) Days = (Words.Input(Visit?.FirstDay), Words.Input(Visit?.LastDay));
        Taxonomy = await Profile.Taxonomy(Gone);
        Pathway = await Profile.Pathway(CohortId, PersonId, Gone);
        if (Person.Student is not null) Narrative = await Profile.NarrativeOf(CohortId, PersonId, Gone);
        if (Person.Student is not null) Guardian = await guardians.Of(CohortId, PersonId, Gone);
        if (Person.Student is not null) Student = (await Matching.Students(CohortId, new(Ids: [PersonId]), 1, 1, Gone))?.Items.FirstOrDefault();
        if (Person.Mentor is not null)
        {
            Mentor = (await Matching.Mentors(CohortId, 1, 1, [PersonId], Gone))?.Items.FirstOrDefault();
            Clearance = await guardians.Clearance(CohortId, PersonId, Gone);
            Trainings = await Profile.TrainingsOf(CohortId, PersonId, Gone);
        }
        await Names.LoadAsync([Pair?.MentorId, Student?.PinMentorId], Gone);
        try
        {
            Mails = [.. (await notification.Deliveries(CohortId, PersonId, Gone)).OrderByDescending(m => m.At).Take(8)];
        }
        catch (ServiceDown)
        {
            // The page stands without the list of mails and says so in its place.
        }
    }

    public async Task<IActionResult> OnPostRevealAsync(string? reason)
    {
        var shown = await Matching.Reveal(CohortId, PersonId, reason, Gone);
        if (shown.Refused is not { } no)
            return Then(To($"people/{PersonId}"), Good("The name is shown to you.", "It stands in the ledger with your reason."));
        Refuse(no);
        await OnGetAsync();
        return Page();
    }

    public async Task<IActionResult> OnPostAnswerAsync(Guid pairId, string side, string answer, string? reason)
    {
        var done = await Matching.AnswerByPhone(pairId, side, answer, string.IsNullOrWhiteSpace(reason) ? null : reason, Gone);
        return Then(To($"people/{PersonId}#pair"), done.Refused is { } no ? Bad(no)
            : Good($"The {side}’s {answer} is written down.", "It stands in the ledger with your name, and the person is told."));
    }

    public async Task<IActionResult> OnPostPlacesAsync()
    {
        var given = await Matching.GivePlaces(CohortId, PersonId, Places, Reason, string.IsNullOrWhiteSpace(Text) ? null : Text, Gone);
        if (given.Refused is null)
            return Then(To($"people/{PersonId}"), Good($"{Words.Count(Places ?? 0, "place")} in this cohort.", "That holds until the mentor says another number. Nobody loses a mentor by it."));
        Refuse(given.Refused);
        await OnGetAsync();
        return Page();
    }

    public async Task<IActionResult> OnPostVisitAsync(string? firstDay, string? lastDay)
    {
        var (first, last) = (new TypedDate(firstDay), new TypedDate(lastDay));
        Mistakes = Mistakes.Of(("firstDay", first.Mistake), ("lastDay", last.Mistake));
        if (Mistakes.Any)
        {
            Days = (firstDay, lastDay);
            await OnGetAsync();
            return Page();
        }
        var done = await Profile.SetVisit(CohortId, PersonId, first.Day, last.Day, Gone);
        return Then(To($"people/{PersonId}#visit"), done.Refused is { } no ? Bad(no)
            : Good("The days are noted.", "Outside them nobody is suggested to this student, nor this student to anybody."));
    }

    public async Task<IActionResult> OnPostWithdrawAsync(Guid pairId, string? reason)
    {
        var done = await Matching.Withdraw(pairId, string.IsNullOrWhiteSpace(reason) ? null : reason, Gone);
        return Then(To($"people/{PersonId}#pair"), done.Refused is { } no ? Bad(no)
            : Good("The offer is withdrawn.", "Both are told today, and the place is free again."));
    }

    public async Task<IActionResult> OnPostTrainingAsync(Guid trainingId, string? completedOn, string? proof)
    {
        var day = new TypedDate(completedOn);
        Mistakes = Mistakes.Of(("completedOn", day.Mistake));
        if (!Mistakes.Any)
        {
            var done = await Profile.RecordTraining(CohortId, PersonId, trainingId, day.Day, proof, Gone);
            if (done.Refused is not { } no)
                return Then(To($"people/{PersonId}#trainings"), Good("It is written down.", "It stands in the ledger with your name."));
            Refuse(no);
        }
        (TrainingId, CompletedOn, Proof) = (trainingId, completedOn, proof);
        await OnGetAsync();
        return Page();
    }

    public async Task<IActionResult> OnPostStrikeAsync(Guid trainingId)
    {
        var done = await Profile.StrikeTraining(CohortId, PersonId, trainingId, Gone);
        return Then(To($"people/{PersonId}#trainings"), done.Refused is { } no ? Bad(no)
            : Good("It is struck out.", "It stands in the ledger with your name."));
    }

    public static string Mail(string kind) => kind switch
    {
        "invitation" => "Invitation",
        "code" => "Sign-in code",
        "offer" => "An offer",
        "reminder" => "A reminder",
        "answer" => "An answer",
        "expired" => "An offer has run out",
        "active" => "The pair is active",
        "withdrawn" => "An offer was withdrawn",
        "ended" => "The pair is over",
        "decision" => "A decision on an application",
        "guardian" => "The question to the guardian",
        "erasure" => "That they are to be erased",
        _ => kind
    };
}
