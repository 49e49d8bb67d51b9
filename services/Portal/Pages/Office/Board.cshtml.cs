using Mentorship.Portal.Clients;
using Mentorship.Portal.Shell;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;

namespace Mentorship.Portal.Pages.Office;

/// <summary>Where everyone of a cohort stands, what needs a person first, and the way to the first pair while it is empty.</summary>
internal sealed class BoardModel(Desk desk) : OfficePage(desk)
{
    const int Size = 20;

    [BindProperty(SupportsGet = true)]
    public string? State { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Stage { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Due { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Reason { get; set; }

    /// <summary>Profile has opened the cohort and Matching has not heard of it yet.</summary>
    public bool Opening { get; private set; }
    public Board Board { get; private set; } = null!;
    public PoolStudents Everyone { get; private set; } = new(0, []);
    /// <summary>Applications that nobody has decided.</summary>
    public int Applied { get; private set; }

    public CodeName[] Stages { get; private set; } = [];
    public Policy? Rules { get; private set; }
    public bool Filtered => new[] { State, Stage, Due, Reason }.Any(f => !string.IsNullOrEmpty(f));
    public bool Empty => Board.Students == 0 || Board.Mentors == 0;
    public bool Draft => Board.LatestRun is { State: "done", Published: false };
    public bool Under => Board.LatestRun is { State: "queued" or "running" };
    public Pager Pager => new(Number, Size, Everyone.Total, "students");

    public async Task OnGetAsync()
    {
        if (await Matching.Board(CohortId, Gone) is not { } board)
        {
            Opening = true;
            TempData.Keep();
            return;
        }
        Board = board;
        Applied = (await Profile.Applications(CohortId, "applied", null, 1, 1, Gone))?.Total ?? 0;
        if (Empty)
        {
            Rules = Found(await Matching.Policy(CohortId, Gone));
            return;
        }
        Stages = (await Profile.Taxonomy(Gone)).Stages;
        Everyone = Found(await Matching.Students(CohortId, new(State, Stage, Due, Reason), Number, Size, Gone));
        await Names.LoadAsync(Everyone.Items.SelectMany(s => new[] { s.StudentId, s.Pair?.MentorId, s.PinMentorId, s.Ended?.MentorId }), Gone);
    }

    public string StageName(string? code) => Stages.FirstOrDefault(s => s.Code == code)?.Name ?? code ?? "";

    public string Filter(string? state = null, string? stage = null, string? due = null, string? reason = null) => Address(new(state, stage, due, reason)) + "#people";

    /// <summary>This page as it is filtered now, as it asks for itself again.</summary>
    public string Here => Address(new(State, Stage, Due, Reason));

    string Address(WhichStudents which)
    {
        var query = new QueryBuilder();
        foreach (var (name, value) in which.Named)
            if (!string.IsNullOrEmpty(value)) query.Add(name, value);
        return To() + query;
    }
}
