using System.Globalization;
using Mentorship.Portal.Clients;
using Mentorship.Portal.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Mentorship.Portal.Pages.Office;

/// <summary>For how long a programme keeps the data of people who take part no more, and from which day that counts.</summary>
internal sealed class RetentionModel(Desk desk) : OfficePage(desk)
{
    [BindProperty(SupportsGet = true)]
    public Guid ProgrammeId { get; set; }

    [BindProperty]
    public string? Months { get; set; }

    /// <summary>Of the programme, or of the cohort whose last day is said.</summary>
    [BindProperty]
    public int Version { get; set; }

    /// <summary>The cohort whose last day is said.</summary>
    [BindProperty]
    public Guid Ended { get; set; }

    [BindProperty]
    public string? EndsOn { get; set; }

    public Retention Programme { get; private set; } = null!;

    public Wrong Wrong => new(Mistakes.In([("months", "months", "For how many months"), ($"e-{Ended:N}", "endsOn", "Last day")]), "Nothing was changed.");

    string Here => $"/office/programmes/{ProgrammeId}/retention";

    public async Task OnGetAsync()
    {
        Programme = Found(await Profile.Retention(ProgrammeId, Gone));
        Months ??= Programme.Months?.ToString(CultureInfo.InvariantCulture);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        int? months = null;
        if (!string.IsNullOrWhiteSpace(Months))
        {
            if (!int.TryParse(Months.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                return await AgainAsync(Mistakes.Of(("months", "Write a whole number, or leave it empty.")));
            months = number;
        }
        var done = await Profile.SetRetention(ProgrammeId, months, Version, Gone);
        return done.Refused is { } no ? await AgainAsync(no)
            : Then(Here, Good("Saved.", months is null ? "Everything is kept until somebody is erased." : "Whoever it concerns is told by mail thirty days ahead."));
    }

    public async Task<IActionResult> OnPostEndAsync()
    {
        var last = new TypedDate(EndsOn);
        if (last.Mistake is { } mistake)
            return await AgainAsync(Mistakes.Of(("endsOn", mistake)));
        var done = await Profile.SetEnd(Ended, last.Day, Version, Gone);
        return done.Refused is { } no ? await AgainAsync(no) : Then(Here, Good("Saved."));
    }

    async Task<IActionResult> AgainAsync(Refused no)
    {
        if (no.IsNotFound) return NotFound();
        Refuse(no);
        await OnGetAsync();
        return Page();
    }

    async Task<IActionResult> AgainAsync(Mistakes mistakes)
    {
        Mistakes = mistakes;
        await OnGetAsync();
        return Page();
    }
}
