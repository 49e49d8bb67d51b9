using Mentorship.Portal.Clients;
using Mentorship.Portal.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Mentorship.Portal.Pages.Office;

/// <summary>Who applied to this cohort, and by which ways they came.</summary>
internal sealed class ApplicationsModel(Desk desk) : OfficePage(desk)
{
    const int Size = 25;

    [BindProperty(SupportsGet = true)]
    public string? State { get; set; }

    public ApplicationsPage Applications { get; private set; } = null!;
    public SourceCount[] Sources { get; private set; } = [];
    public Pager Pager => new(Number, Size, Applications.Total, "applications");

    public async Task OnGetAsync()
    {
        Applications = Found(await Profile.Applications(CohortId, State, Number, Size, Gone));
        Sources = Found(await Profile.Sources(Cohort.ProgrammeId, CohortId, Gone));
    }

    public async Task<IActionResult> OnPostDecideAsync(Guid applicationId, string? decision, string? reason, string? note)
    {
        var done = await Profile.DecideApplication(applicationId, decision, reason, note, Gone);
        return Then(To("applications"), done.Refused is { } no ? Bad(no)
            : Good(decision switch { "admitted" => "They have a place.", "waitlisted" => "They are on the waiting list.", _ => "They have no place this time." },
                "A mail says so. The decision stands in the ledger with your name."));
    }

    public static readonly (string Code, string Says)[] Reasons =
        [("places", "The places are given"), ("not-eligible", "The programme is for others"), ("incomplete", "The application says too little"), ("other", "Another reason")];

    public string SourceOf(Application a) => OfficeWords.SourceName(a.Source, Sources.FirstOrDefault(s => s.Tag is not null && s.Tag == a.Tag)?.Name);
}
