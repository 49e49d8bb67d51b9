using Mentorship.Portal.Clients;
using Mentorship.Portal.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Mentorship.Portal.Pages.Office;

/// <summary>When people may apply to this cohort, for how many places, and what they are asked.</summary>
internal sealed class ApplyingModel(Desk desk) : OfficePage(desk)
{
    /// <summary>Empty questions to write in; saving offers as many again.</summary>
    const int Spare = 2;

    [BindProperty]
    public ApplyingForm Form { get; set; } = new();

    public async Task OnGetAsync()
    {
        var applying = Found(await Profile.Applying(CohortId, Gone));
        Form = new()
        {
            From = Local(applying.From), Until = Local(applying.Until), PlaceLimit = applying.PlaceLimit, Version = applying.Version,
            Questions = [.. applying.Questions.Select(QuestionForm.Of)],
        };
        Form.Questions.AddRange(Enumerable.Range(0, Spare).Select(_ => new QuestionForm()));
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var asked = Form.Questions.Where(q => !q.IsEmpty).ToList();
        var saved = await Profile.ChangeApplying(CohortId, new(Form.From, Form.Until, Form.PlaceLimit, [.. asked.Select(q => q.Question)], Form.Version), Gone);
        if (saved.Refused is not { } no)
            return Then(To("applying"), Good("Saved.", saved.Value!.From is null ? "Nobody can apply: it is not said from when." : ""));
        Refuse(no);
        // What is wrong is named by its place among the questions that were sent.
        Form.Questions = [.. asked, .. Enumerable.Range(0, Spare).Select(_ => new QuestionForm())];
        return Page();
    }

    string? Local(DateTimeOffset? at) => at is { } moment && TimeZoneInfo.TryFindSystemTimeZoneById(Cohort.TimeZone, out var zone)
        ? TimeZoneInfo.ConvertTime(moment, zone).ToString("yyyy-MM-ddTHH:mm", System.Globalization.CultureInfo.InvariantCulture)
        : null;
}

internal sealed class ApplyingForm
{
    public string? From { get; set; }
    public string? Until { get; set; }
    public int? PlaceLimit { get; set; }
    public List<QuestionForm> Questions { get; set; } = [];
    public int Version { get; set; }
}

/// <summary>A question as the office writes it, its answers one a line.</summary>
internal sealed class QuestionForm
{
    public Guid? Id { get; set; }
    public string Kind { get; set; } = "text";
    public string? Wording { get; set; }
    public string? Options { get; set; }
    public bool Required { get; set; }

    /// <summary>Nothing written: a spare one, or one that is taken away.</summary>
    public bool IsEmpty => string.IsNullOrWhiteSpace(Wording) && string.IsNullOrWhiteSpace(Options);

    public Question Question => new(Id, Kind, Wording ?? "",
        Kind == "text" ? [] : (Options ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), Required);

    public static QuestionForm Of(Question q) => new() { Id = q.Id, Kind = q.Kind, Wording = q.Wording, Options = string.Join('\n', q.Options), Required = q.Required };
}
