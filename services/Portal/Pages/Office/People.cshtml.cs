using System.Text;
using Mentorship.Portal.Clients;
using Mentorship.Portal.Shell;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;

namespace Mentorship.Portal.Pages.Office;

/// <summary>Who is in the cohort, found by name or address; invitations are a step of their own.</summary>
internal sealed class PeopleModel(Desk desk) : OfficePage(desk)
{
    const int Size = 25;

    [BindProperty(SupportsGet = true)]
    public string? Role { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    public PeoplePage People { get; private set; } = null!;
    public Taxonomy Taxonomy { get; private set; } = null!;
    public Pager Pager => new(Number, Size, People.Total, "people");
    public bool Filtered => !string.IsNullOrEmpty(Role) || !string.IsNullOrEmpty(Q);

    public async Task OnGetAsync()
    {
        Taxonomy = await Profile.Taxonomy(Gone);
        // Where names are hidden nobody is found by name: the counts stand, the list does not.
        await Names.LoadAsync([], Gone);
        People = Found(await Profile.People(CohortId, Role, Names.Hiding ? null : Q, Number, Size, Gone));
    }

    public string OfRole(string? role)
    {
        var query = new QueryBuilder();
        if (role is not null) query.Add("role", role);
        if (!string.IsNullOrEmpty(Q)) query.Add("q", Q);
        return To("people") + query;
    }

    public async Task<IActionResult> OnPostExportAsync(string of)
    {
        await Names.LoadAsync([], Gone);
        if (Names.Hiding) return Then(To("people"), new Note("warn", "Names are hidden in this cohort.", "Lists with names and addresses are taken out once the policy shows them. Nothing was taken out."));
        var csv = Found(of is "trainings" or "conflicts" ? await Profile.ExportOf(CohortId, of, Gone) : await Profile.ExportPeople(CohortId, of == "mentor" ? "mentor" : "student", Gone));
        // Excel takes a file without the mark for another encoding and would write every accent back wrong.
        return File([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(csv)], "text/csv", of switch { "mentor" => "mentors.csv", "trainings" => "trainings.csv", "conflicts" => "conflicts.csv", _ => "students.csv" });
    }

    public async Task<IActionResult> OnPostInviteAsync()
    {
        var sent = await Profile.Invite(CohortId, Gone);
        return Then(To("people"), sent.Refused is { } no ? Bad(no)
            : Good($"{Words.Count(sent.Value!.Invited, "invitation goes", "invitations go")} out now.", "Each holds a link that opens with a mailed code."));
    }
}
