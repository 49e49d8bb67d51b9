using System.Text.Json;
using Mentorship.Portal.Clients;
using Mentorship.Portal.Shell;

namespace Mentorship.Portal.Pages.Office;

/// <summary>What was decided, when and by whom. Rows are added, never changed.</summary>
internal sealed class LedgerModel(Desk desk) : OfficePage(desk)
{
    const int Size = 25;

    public LedgerPage Ledger { get; private set; } = null!;
    public Pager Pager => new(Number, Size, Ledger.Total, "acts");

    public async Task OnGetAsync()
    {
        Ledger = Found(await Matching.Ledger(CohortId, Number, Gone));
        await Names.LoadAsync(Ledger.Items.SelectMany(e => new[] { e.ActorId, e.SubjectId, Mentor(e) }), Gone);
    }

    public static string Act(string act) => act switch
    {
        "pair.pinned" => "Paired by hand",
        "pair.unpinned" => "Undid a pair by hand",
        "policy.changed" => "Changed the policy",
        "run.started" => "Made a draft",
        "run.cancelled" => "Cancelled a run",
        "pair.moved" => "Moved in a draft",
        "student.left-out" => "Left out of a draft",
        "mentors.swapped" => "Swapped in a draft",
        "pair.forbidden" => "Kept apart",
        "decision.lifted" => "Lifted a decision by hand",
        "places.given" => "Changed places",
        "person.added" => "Added to a draft",
        "override.undone" => "Undid a decision",
        "run.published" => "Published a draft",
        "publication.taken-back" => "Took a publication back",
        "answer.recorded" => "Wrote down an answer by phone",
        "offer.withdrawn" => "Withdrew an offer",
        _ => act.Replace('.', ' ')
    };

    public static Guid? Mentor(LedgerEntry entry) =>
        Detail(entry, "mentorId") is { } id && Guid.TryParse(id, out var mentor) ? mentor : null;

    public static string? Detail(LedgerEntry entry, string name) =>
        entry.Details is { ValueKind: JsonValueKind.Object } details && details.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String or JsonValueKind.Number
            ? value.ToString() : null;

    public static string? Reason(LedgerEntry entry) => Detail(entry, "reason") is { } code ? OfficeWords.Reason(code) : null;
}
