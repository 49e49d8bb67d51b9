using Mentorship.Portal.Clients;
using Mentorship.Portal.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Mentorship.Portal.Pages.Office;

/// <summary>
/// Moves one student of a draft: the price stands before confirming, a reason is required, and nothing changes until then.
/// A page of its own; with script its form opens beside the draft.
/// </summary>
internal sealed class MoveModel(Desk desk) : OfficePage(desk)
{
    const int MostMentors = 150;
    public const string Release = "nobody";

    public static readonly (string Code, string Word)[] Reasons =
    [
        ("know-them-both", "Know them both"), ("student-asked", "Student asked"), ("mentor-asked", "Mentor asked"), ("not-in-form", "Not in the form"), ("other", "Other"),
    ];

    [BindProperty(SupportsGet = true)]
    public Guid RunId { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid StudentId { get; set; }

    /// <summary>The new mentor's id, or "nobody" to release the student.</summary>
    [BindProperty(SupportsGet = true, Name = "to")]
    public string? NewMentor { get; set; }

    [BindProperty(SupportsGet = true)]
    public string Mode { get; set; } = "fewest";

    [BindProperty]
    public string? PriceToken { get; set; }

    [BindProperty]
    public bool Bend { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public string? Text { get; set; }

    public Run Run { get; private set; } = null!;
    public Price? Price { get; private set; }
    public Refused? NoPrice { get; private set; }
    public MentorSuggestion[] Best { get; private set; } = [];
    public PoolMentor[] Others { get; private set; } = [];
    public bool Drawer => Request.Headers.ContainsKey("X-Drawer");
    public bool MayConfirm => Price is not null && Price.RuleBent is null or { MayBend: true };

    public Guid? MentorId => Guid.TryParse(NewMentor, out var id) ? id : null;
    public bool Chosen => NewMentor == Release || MentorId is not null;

    public async Task<IActionResult> OnGetAsync()
    {
        await ShowAsync();
        return Drawer ? Partial("_Move", this) : Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!Chosen || PriceToken is null) return RedirectToPage();
        var moved = await Matching.ConfirmMove(RunId, new(StudentId, MentorId, Mode, PriceToken, Bend, Reason ?? "", string.IsNullOrWhiteSpace(Text) ? null : Text), Gone);
        if (moved.Refused is null)
        {
            await Names.LoadAsync([StudentId, MentorId], Gone);
            return Then(To($"runs/{moved.Value!.RunId}"), Good(
                MentorId is { } to ? $"{Names.Of(StudentId)} moved to {Names.Of(to)}." : $"{Names.Of(StudentId)} has no mentor in this draft now.",
                $"This is draft {moved.Value.Number}. “Undo last move” takes it back until you publish."));
        }
        Refuse(moved.Refused);
        if (moved.Refused.Code is "PriceChanged" or "StalePrice" or "NotLatest")
            Note = new Note("warn", moved.Refused.Sentence, "Nothing was changed; what you wrote is still here, and the price below is worked out anew.");
        await ShowAsync();
        return Page();
    }

    async Task ShowAsync()
    {
        var run = await Matching.Run(RunId, Gone);
        Run = Found(run?.CohortId == CohortId ? run : null);
        Best = Found(await Matching.SuggestionsForStudent(CohortId, StudentId, false, Gone)).Suggestions;
        var best = Best.Select(b => b.MentorId).ToHashSet();
        Others = [.. Found(await Matching.Mentors(CohortId, 1, MostMentors, null, Gone)).Items.Where(m => !best.Contains(m.MentorId))];
        if (Chosen)
        {
            var priced = await Matching.PriceMove(RunId, new(StudentId, MentorId, Mode), Gone);
            (Price, NoPrice) = (priced.Value, priced.Refused);
        }
        await Names.LoadAsync(
        [
            StudentId, .. Best.Select(b => (Guid?)b.MentorId), .. Others.Select(m => (Guid?)m.MentorId), Price?.Now?.MentorId, Price?.After?.MentorId,
            .. (Price?.Moves ?? []).SelectMany(m => new[] { m.StudentId, m.FromMentorId, m.ToMentorId }),
        ], Gone);
        Others = [.. Others.OrderBy(m => Names.Of(m.MentorId), StringComparer.CurrentCultureIgnoreCase)];
    }
}
