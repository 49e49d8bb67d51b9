using Mentorship.Portal.Clients;
using Mentorship.Portal.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Mentorship.Portal.Pages;

/// <summary>One question about one's background: the answer, what it may be used for, and who would then see what.</summary>
internal sealed class FacetModel(ProfileClient profile, Reader reader, TimeProvider time) : PersonalPage(reader, time)
{
    public static readonly (string Value, string Word)[] Wishes = [("not", "Not at all"), ("somewhat", "Somewhat"), ("lot", "A lot")];

    [BindProperty(SupportsGet = true)]
    public string Code { get; set; } = "";

    [BindProperty]
    public FacetForm Form { get; set; } = new();

    public Facet Facet { get; private set; } = null!;

    public DateOnly? DecidedOn { get; private set; }

    /// <summary>Where this question stands among those that are asked.</summary>
    public int Number { get; private set; }

    public int Count { get; private set; }

    public string Next { get; private set; } = "/background";

    public string? Mistake { get; private set; }

    public string School => Reader.School;

    public bool IsStudent => Reader.IsStudent;

    public string Partner => BackgroundModel.Partner(Reader);

    /// <summary>What the school offers, the narrowest first.</summary>
    public IEnumerable<(string Value, string Word, string Says)> Purposes
    {
        get
        {
            yield return ("reporting", "Keep it for group totals only", $"Shown to nobody, and not used to choose your {Partner}. No totals are drawn from it so far.");
            if (Facet.MayMatch)
                yield return ("matching", $"Also use it to find me {(IsStudent ? "a mentor" : "students")}", IsStudent
                    ? $"Only as far as you say it matters. Your {Partner} is not told, but may guess it from having been matched with you."
                    : "Only for students to whom it matters. Your student is not told, but may guess it from having been matched with you.");
            if (Facet.MayShow)
                yield return ("shared", $"Also show it to my {Partner}", "Once you are a pair, and to nobody else.");
        }
    }

    public async Task<IActionResult> OnGet()
    {
        if (!await Load()) return NotFound();
        Form = FacetForm.Of(Facet.Answer);
        return Page();
    }

    public async Task<IActionResult> OnPost()
    {
        if (!await Load()) return NotFound();
        if (Form.Contradicts)
        {
            Mistake = "You gave an answer and chose “I’d rather not say”. Keep one of them.";
            return Page();
        }
        var saved = await profile.AnswerFacet(Code, Form.ToChange(), Gone);
        if (saved.Refused is not { } no)
            return Then(Next, Good("Saved.", $"{Facet.Name}: {(Form.Declined ? "you’d rather not say" : Step(Form.Purpose))}."));
        Mistake = no.Fields.Count > 0 ? string.Join(' ', no.Fields.Values.SelectMany(m => m)) : null;
        if (no.Code == "ChangedMeanwhile")
        {
            Form.Version = Facet.Answer?.Version ?? 0;
            Note = new("warn", "This answer was changed meanwhile, perhaps in another window.", "What you chose still stands here and is not saved yet. Save again to keep it, or", $"/background/{Code}", "load what is saved");
        }
        else if (Mistake is null) Note = Note.Refused(no);
        return Page();
    }

    public async Task<IActionResult> OnPostTakeBack()
    {
        if (!await Load()) return NotFound();
        var gone = await profile.TakeBackFacet(Code, Gone);
        return gone.Refused is { IsNotFound: true } ? Redirect($"/background/{Code}")
            : Then("/background", Good("Taken back.", $"{Facet.Name}: the answer is deleted here now and everywhere else within seconds."));
    }

    public static string Step(string? purpose) => purpose switch
    {
        "reporting" => "for group totals only",
        "matching" => "also used to find a partner",
        "shared" => "also shown to your partner",
        _ => "taken back",
    };

    async Task<bool> Load()
    {
        if (await profile.Background(Gone) is not { } background || background.Facets.FirstOrDefault(f => f.Code == Code) is not { } facet) return false;
        (Facet, DecidedOn) = (facet, background.DecidedOn);
        var asked = background.Facets.Where(f => f.IsAsked || f == facet).ToList();
        var at = asked.IndexOf(facet);
        (Number, Count) = (at + 1, asked.Count);
        if (at + 1 < asked.Count) Next = $"/background/{asked[at + 1].Code}";
        return true;
    }
}

/// <summary>The form's own shape: declining is one of the choices.</summary>
internal sealed class FacetForm
{
    public const string Rather = "rather-not-say";

    public string[] Choices { get; set; } = [];
    public string? Words { get; set; }
    public string Purpose { get; set; } = "reporting";
    public string Wish { get; set; } = "not";
    public int Version { get; set; }

    public bool Declined => Choices.Contains(Rather);

    public bool Contradicts => Declined && (Choices.Length > 1 || !string.IsNullOrWhiteSpace(Words));

    public static FacetForm Of(FacetAnswer? answer) => answer is null ? new() : new()
    {
        Choices = answer.Declined ? [Rather] : answer.Choices, Words = answer.Words, Purpose = answer.Use == "notCollected" ? "reporting" : answer.Use, Wish = answer.Wish, Version = answer.Version,
    };

    public FacetChange ToChange() => new(Declined ? [] : Choices, Words, Declined, Wish, Purpose, Version);
}
