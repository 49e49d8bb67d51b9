using Mentorship.Portal.Accounts;
using Mentorship.Portal.Clients;
using Mentorship.Portal.Shell;
using Mentorship.Portal.Wording;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Mvc;

namespace Mentorship.Portal.Pages;

/// <summary>How groups fared, for reviewers: one set of figures a year, and nothing that leads to a person.</summary>
internal sealed class OutcomesModel(ProfileClient profile, OutcomeWords words, SecondFactor secondFactor, Reader reader, TimeProvider time) : PersonalPage(reader, time)
{
    static readonly string[] OfEach = ["matched", "first-choice", "top-three"];

    [BindProperty(SupportsGet = true, Name = "year")]
    public int? Year { get; set; }

    [BindProperty(SupportsGet = true, Name = "measure")]
    public string? Measure { get; set; }

    public OutcomeYear Figures { get; private set; } = null!;

    /// <summary>What is measured of any question.</summary>
    public string[] Measures { get; private set; } = [];

    public string Shown => Measures.Contains(Measure) ? Measure! : OfEach[0];

    public Compared OfStudents { get; private set; } = null!;
    public Compared OfMentors { get; private set; } = null!;

    public (Division Division, FigureGroup Group, GroupShare Share)[] Said => [.. OfStudents.Clear, .. OfMentors.Clear];

    public int TooFew => OfStudents.TooFew + OfMentors.TooFew;

    /// <summary>Anything is compared at all.</summary>
    public bool CanSay => TooFew < OfStudents.Divisions.Length + OfMentors.Divisions.Length;

    public string To(int? year, string measure) => $"/outcomes?year={year}&measure={measure}";

    public async Task<IActionResult> OnGetAsync()
    {
        if (!User.HasRole("reviewer")) return NotFound();
        if (secondFactor.IsMissing(User)) return Redirect("/account?need=second-factor");
        if (await profile.Outcomes(Year, Gone) is not { } figures) return NotFound();
        Figures = figures;
        Measures = [.. OfEach.Where(m => m == OfEach[0] || figures.Figures.Any(f => f.Figure is { } shown && shown.All.Any(s => s.Measure == m)))];
        OfStudents = new(words["students"], [.. figures.Figures.Where(f => f.Role == "student")], Shown, (figures.Year ?? 0) + 1, words);
        OfMentors = new(words["mentors"], [.. figures.Figures.Where(f => f.Role == "mentor")], "two-or-more", (figures.Year ?? 0) + 1, words);
        return Page();
    }
}
