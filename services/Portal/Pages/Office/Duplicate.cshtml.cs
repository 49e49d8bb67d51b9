using Mentorship.Portal.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Mentorship.Portal.Pages.Office;

/// <summary>Opens the cohort after this one: dates a year later, rules and questions copied, nobody in it.</summary>
internal sealed class DuplicateModel(Desk desk) : OfficePage(desk)
{
    [BindProperty]
    public string? CohortName { get; set; }

    public string? Mistake { get; private set; }

    /// <summary>"2028" after "2027".</summary>
    public void OnGet() => CohortName = int.TryParse(Cohort.Name, System.Globalization.CultureInfo.InvariantCulture, out var year)
        ? (year + 1).ToString(System.Globalization.CultureInfo.InvariantCulture)
        : "";

    public async Task<IActionResult> OnPostAsync()
    {
        var made = await Profile.DuplicateCohort(CohortId, CohortName, Gone);
        if (made.Refused is not { } no)
            return Then($"/office/{made.Value!.Id}/applying", Good($"{CohortName} is open.", "Look over its dates; nobody is in it yet."));
        Mistake = no.Fields.TryGetValue("name", out var said) ? string.Join(' ', said) : no.Sentence;
        return Page();
    }
}
