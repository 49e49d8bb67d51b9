using System.Globalization;
using Mentorship.Portal.Clients;
using Mentorship.Portal.Shell;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;

namespace Mentorship.Portal.Pages.Office;

/// <summary>Who applied to this cohort, and by which ways they came.</summary>
internal sealed class ApplicationsModel(Desk desk) : OfficePage(desk)
{
    const int Size = 25;

    [BindProperty(SupportsGet = true)]
    public string? State { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Sort { get; set; }

    public bool ByMean => Sort == "mean";

    public ApplicationsPage Applications { get; private set; } = null!;
    public SourceCount[] Sources { get; private set; } = [];
    public Pager Pager => new(Number, Size, Applications.Total, "applications");

    public async Task OnGetAsync()
    {
        Applications = Found(await Profile.Applications(CohortId, State, Sort, Number, Size, Gone));
        Sources = Found(await Profile.Sources(Cohort.ProgrammeId, CohortId, Gone));
    }

    public async Task<IActionResult> OnPostDecideAsync(Guid applicationId, string? decision, string? reason, string? note)
    {
        var done = await Profile.DecideApplication(applicationId, decision, reason, note, Gone);
        return Then(To("applications"), done.Refused is { } no ? Bad(no)
            : Good(decision switch { "admitted" => "They have a place.", "waitlisted" => "They are on the waiting list.", _ => "They have no place this time." },
                "A mail says so. The decision stands in the ledger with your name."));
    }

    public async Task<IActionResult> OnPostThirdAsync(Guid applicationId)
    {
        var done = await Profile.AskThirdReader(applicationId, Gone);
        return Then(To("applications"), done.Refused is { } no ? Bad(no) : Good("A third reader is asked.", "Their scores stand beside the two once they are in."));
    }

    /// <summary>This list in another order, or of another state.</summary>
    public string Shown(string? state, string? sort) => To("applications") + new QueryBuilder(new (string Name, string? Value)[] { ("state", state), ("sort", sort) }
        .Where(p => p.Value is not null).Select(p => KeyValuePair.Create(p.Name, p.Value!)));

    public static string Read(ApplicationReading reading) => reading.Mean is { } mean ? string.Create(CultureInfo.InvariantCulture, $"{mean:0.0} of 5") : $"{reading.In} of 2 read";

    public static readonly (string Code, string Says)[] Reasons =
        [("places", "The places are given"), ("not-eligible", "The programme is for others"), ("incomplete", "The application says too little"), ("other", "Another reason")];

    public string SourceOf(Application a) => OfficeWords.SourceName(a.Source, Sources.FirstOrDefault(s => s.Tag is not null && s.Tag == a.Tag)?.Name);
}
