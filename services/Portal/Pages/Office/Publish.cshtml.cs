using Mentorship.Portal.Clients;
using Mentorship.Portal.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Mentorship.Portal.Pages.Office;

/// <summary>What goes to whom, in numbers, before it goes; the time to take it back; and the answers that come in.</summary>
internal sealed class PublishModel(Desk desk) : OfficePage(desk)
{
    const int Size = 25, MostNamed = 5;

    public Board Board { get; private set; } = null!;
    public Run? Run { get; private set; }
    public Policy Policy { get; private set; } = null!;
    public PoolStudents Offered { get; private set; } = new(0, []);
    public Pager Pager => new(Number, Size, Offered.Total, "offers");
    public bool Draft => Run is { State: "done", Published: false };
    public bool GoingOut => Board.Publication is { CanTakeBack: true };

    public async Task OnGetAsync()
    {
        Board = Found(await Matching.Board(CohortId, Gone));
        Policy = Found(await Matching.Policy(CohortId, Gone));
        if (Board.LatestRun is { } latest) Run = await Matching.Run(latest.Id, Gone);
        Offered = Found(await Matching.Students(CohortId, "offered", null, Number, Size, null, Gone));
        await Names.LoadAsync(Offered.Items.SelectMany(s => new[] { s.StudentId, s.Pair?.MentorId }), Gone);
    }

    public async Task<IActionResult> OnPostAsync(Guid runId, string when)
    {
        var published = await Matching.Publish(runId, when == "now" ? 0 : null, Gone);
        if (published.Refused is { } no) return Then(To("publish"), Bad(await NamedAsync(no)));
        var made = published.Value!;
        return Then(To("publish"), made.GoesOutAt > Time.GetUtcNow()
            ? Good($"{Words.Count(made.Pairs, "pair goes", "pairs go")} out {Moment(made.GoesOutAt)}.", "Until then you can take it back.")
            : Good($"{Words.Count(made.Pairs, "pair goes", "pairs go")} out now.", "Everyone gets a mail and a message in the inbox."));
    }

    /// <summary>Matching knows ids alone; whose places have gone is said here.</summary>
    async Task<Refused> NamedAsync(Refused no)
    {
        if (no.Mentors.Length == 0) return no;
        await Names.LoadAsync(no.Mentors.Take(MostNamed).Select(m => (Guid?)m), Gone);
        string[] named = [.. no.Mentors.Take(MostNamed).Select(m => Names.Of(m)), .. no.Mentors.Length > MostNamed ? [Words.Count(no.Mentors.Length - MostNamed, "other")] : Array.Empty<string>()];
        return no with { Sentence = $"{no.Sentence} It concerns {Words.And(named)}." };
    }

    public async Task<IActionResult> OnPostTakeBackAsync(Guid publicationId)
    {
        var back = await Matching.TakeBack(publicationId, Gone);
        return Then(To("publish"), back.Refused is { } no ? Bad(no) : Good("Taken back.", "Nobody was mailed, the places are free again, and the draft is open."));
    }
}
