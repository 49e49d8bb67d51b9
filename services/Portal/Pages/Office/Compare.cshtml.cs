using Mentorship.Portal.Clients;
using Mentorship.Portal.Shell;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;

namespace Mentorship.Portal.Pages.Office;

/// <summary>Two drafts side by side: what each comes to, who gains and who loses from one to the other.</summary>
internal sealed class CompareModel(Desk desk) : OfficePage(desk)
{
    const int Size = 20;

    /// <summary>The draft to begin from.</summary>
    [BindProperty(SupportsGet = true, Name = "from")]
    public Guid? FromId { get; set; }

    /// <summary>The draft to go to; the newest two where none are chosen.</summary>
    [BindProperty(SupportsGet = true, Name = "to")]
    public Guid? ToId { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Turn { get; set; }

    public RunRow[] Drafts { get; private set; } = [];
    public Run From { get; private set; } = null!;
    public Run Into { get; private set; } = null!;
    public Comparison? Comparison { get; private set; }
    public Pager Pager => new(Number, Size, Comparison?.Changes.Total ?? 0, "students");

    public async Task OnGetAsync()
    {
        Drafts = [.. (await Matching.Runs(CohortId, Gone)).Where(r => r.State == "done")];
        if (Drafts.Length < 2) return;
        ToId ??= Drafts.First(d => d.Id != FromId).Id;
        FromId ??= Drafts.First(d => d.Id != ToId).Id;
        (From, Into) = (await OwnAsync(FromId.Value), await OwnAsync(ToId.Value));
        Comparison = Found(await Matching.Compare(Into.Id, From.Id, Turn, Number, Size, Gone));
        await Names.LoadAsync(Comparison.Changes.Items.SelectMany(c => new[] { c.StudentId, c.FromMentorId, c.ToMentorId }), Gone);
    }

    async Task<Run> OwnAsync(Guid id)
    {
        var run = await Matching.Run(id, Gone);
        return Found(run?.CohortId == CohortId ? run : null);
    }

    public string OfTurn(string? turn)
    {
        var query = new QueryBuilder { { "from", $"{FromId}" }, { "to", $"{ToId}" } };
        if (turn is not null) query.Add("turn", turn);
        return To("compare") + query + "#changes";
    }
}
