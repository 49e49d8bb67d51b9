using Mentorship.Portal.Clients;
using Mentorship.Portal.Shell;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;

namespace Mentorship.Portal.Pages.Office;

/// <summary>
/// Overrules a draft: the price stands before confirming, a reason is required, and nothing changes until then.
/// A page of its own; with script its form opens beside the draft.
/// </summary>
internal sealed class OverrideModel(Desk desk) : OfficePage(desk)
{
    const int MostMentors = 150, MostPairs = 100, MostSwapped = 60;
    public const string Nobody = "nobody";
    public const string Pair = "pair", Swap = "swap", KeepApart = "forbid", Lift = "lift", PlacesOf = "places", Add = "add";

    public static readonly (string Code, string Word)[] Reasons =
    [
        ("know-them-both", "Know them both"), ("student-asked", "Student asked"), ("mentor-asked", "Mentor asked"), ("not-in-form", "Not in the form"), ("other", "Other"),
    ];

    [BindProperty(SupportsGet = true)]
    public Guid RunId { get; set; }

    /// <summary>What is decided: pair, swap, forbid, lift, places or add.</summary>
    [BindProperty(SupportsGet = true)]
    public string What { get; set; } = Pair;

    [BindProperty(SupportsGet = true, Name = "student")]
    public Guid? StudentId { get; set; }

    /// <summary>With whom the student changes.</summary>
    [BindProperty(SupportsGet = true, Name = "other")]
    public Guid? OtherId { get; set; }

    /// <summary>A mentor's id, or "nobody" to leave the student without one.</summary>
    [BindProperty(SupportsGet = true, Name = "to")]
    public string? Partner { get; set; }

    [BindProperty(SupportsGet = true)]
    public int? Places { get; set; }

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

    /// <summary>Pairs of the draft whose mentors fit the student: with whom a swap is likely.</summary>
    public RunPair[] Swaps { get; private set; } = [];

    public PoolMentor? Mentor { get; private set; }
    public bool Drawer => Request.Headers.ContainsKey("X-Drawer");
    public bool MayConfirm => Price is not null && (Price.RulesBent ?? []).All(r => r.MayBend);
    public Guid? MentorId => Guid.TryParse(Partner, out var id) ? id : null;

    /// <summary>Enough is chosen to work out a price.</summary>
    public bool Chosen => What switch
    {
        Pair => Partner == Nobody || MentorId is not null,
        Swap => OtherId is not null,
        KeepApart => MentorId is not null,
        PlacesOf => Places is not null,
        _ => true,
    };

    public string Path => To($"runs/{RunId}/override");

    /// <summary>The same people, another decision.</summary>
    public string Instead(string what)
    {
        var query = new QueryBuilder { { "what", what } };
        if (StudentId is { } student) query.Add("student", $"{student}");
        return Path + query;
    }

    public string Title => What switch
    {
        Swap => $"Swap {Names.Of(StudentId)}",
        KeepApart => $"Keep {Names.Of(StudentId)} apart",
        Lift when MentorId is null => $"Lift the decision about {Names.Of(StudentId)}",
        Lift => $"Let {Names.Of(StudentId)} and {Names.Of(MentorId)} be paired again",
        PlacesOf => $"Places of {Names.Of(MentorId)}",
        Add => $"Add {Names.Of(StudentId ?? MentorId)} to the draft",
        _ => $"Move {Names.Of(StudentId)}",
    };

    public async Task<IActionResult> OnGetAsync()
    {
        if (!Known) return NotFound();
        await ShowAsync();
        return Drawer ? Partial("_Override", this) : Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!Known) return NotFound();
        if (!Chosen || PriceToken is null) return Redirect(Instead(What));
        var asked = Question;
        var made = await Matching.Confirm(RunId, new(asked.Kind, asked.StudentId, asked.OtherStudentId, asked.MentorId, asked.Places, Mode, PriceToken, Bend, Reason ?? "", string.IsNullOrWhiteSpace(Text) ? null : Text), Gone);
        if (made.Refused is null)
        {
            await Names.LoadAsync([StudentId, OtherId, MentorId], Gone);
            return Then(To($"runs/{made.Value!.RunId}"), Good(Done, $"This is draft {made.Value.Number}. “Undo” takes it back until you publish."));
        }
        Refuse(made.Refused);
        if (made.Refused.Code is "StalePrice" or "NotLatest")
            Note = new Note("warn", made.Refused.Sentence, "Nothing was changed; what you wrote is still here, and the price below is worked out anew.");
        await ShowAsync();
        return Page();
    }

    /// <summary>The address names a decision and whom it is about.</summary>
    bool Known => What switch
    {
        PlacesOf => MentorId is not null,
        Add => StudentId is not null || MentorId is not null,
        Pair or Swap or KeepApart or Lift => StudentId is not null,
        _ => false,
    };

    OverrideQuestion Question => new(What == Pair && Partner == Nobody ? "leaveOut" : What, StudentId, OtherId, MentorId, Places, Mode);

    string Done => What switch
    {
        Swap => $"{Names.Of(StudentId)} and {Names.Of(OtherId)} changed mentors.",
        KeepApart => $"{Names.Of(StudentId)} and {Names.Of(MentorId)} are kept apart.",
        Lift => "That decision is lifted.",
        PlacesOf => $"{Names.Of(MentorId)} has {Words.Count(Places ?? 0, "place")} in this cohort.",
        Add => $"{Names.Of(StudentId ?? MentorId)} is in the draft.",
        _ when MentorId is { } to => $"{Names.Of(StudentId)} moved to {Names.Of(to)}.",
        _ => $"{Names.Of(StudentId)} has no mentor in this draft now.",
    };

    async Task ShowAsync()
    {
        var run = await Matching.Run(RunId, Gone);
        Run = Found(run?.CohortId == CohortId ? run : null);
        if (What is Pair or Swap or KeepApart && StudentId is { } student)
            await ChoicesAsync(student);
        if (What == PlacesOf)
            Mentor = Found(await Matching.Mentors(CohortId, 1, 1, [MentorId!.Value], Gone)).Items.FirstOrDefault();
        if (Chosen)
        {
            var priced = await Matching.Price(RunId, Question, Gone);
            (Price, NoPrice) = (priced.Value, priced.Refused);
        }
        await Names.LoadAsync(
        [
            StudentId, OtherId, MentorId, .. Best.Select(b => (Guid?)b.MentorId), .. Others.Select(m => (Guid?)m.MentorId), .. Swaps.SelectMany(p => new Guid?[] { p.StudentId, p.MentorId }),
            Price?.Now?.MentorId, Price?.After?.MentorId, .. (Price?.Moves ?? []).SelectMany(m => new[] { m.StudentId, m.FromMentorId, m.ToMentorId }),
            .. (Price?.RulesBent ?? []).SelectMany(r => new Guid?[] { r.StudentId, r.MentorId }), .. (NoPrice?.Students ?? []).Select(s => (Guid?)s),
        ], Gone);
        Others = [.. Others.OrderBy(m => Names.Of(m.MentorId), StringComparer.CurrentCultureIgnoreCase)];
    }

    async Task ChoicesAsync(Guid student)
    {
        Best = Found(await Matching.SuggestionsForStudent(CohortId, student, What == Swap, Gone)).Suggestions;
        // Those who fit best: all of a large cohort are too long an address.
        if (What == Swap) Best = [.. Best.Take(MostSwapped)];
        var best = Best.Select(b => b.MentorId).ToHashSet();
        if (What == Swap)
        {
            var pairs = Found(await Matching.RunPairs(RunId, null, best, 1, MostPairs, Gone)).Items;
            var own = pairs.FirstOrDefault(p => p.StudentId == student)?.MentorId;
            Swaps = [.. pairs.Where(p => p.MentorId != own)];
        }
        else
            Others = [.. Found(await Matching.Mentors(CohortId, 1, MostMentors, null, Gone)).Items.Where(m => !best.Contains(m.MentorId))];
    }
}
