using Mentorship.Portal.Clients;
using Mentorship.Portal.Shell;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;

namespace Mentorship.Portal.Pages.Office;

/// <summary>One run: its progress while it works, then the draft with every reason, to be reviewed and overruled.</summary>
internal sealed class RunModel(Desk desk) : OfficePage(desk)
{
    const int Size = 20, FewLoads = 10, MostLoads = 200;
    public const int MostLate = 20;
    const string Altered = "What is stored of this draft was changed after it was made, and not by anything that these pages do. Do not publish it; tell whoever runs the installation. Nothing was changed now.";

    /// <summary>The steps that a run goes through, as the worker names them.</summary>
    public static readonly (string Code, string Word)[] Steps =
    [
        ("collecting", "Cohort collected"), ("scoring", "Pairs scored"), ("solving", "Pairs found"), ("verifying", "Checked that no better draft exists"), ("writing", "Draft written"),
    ];

    [BindProperty(SupportsGet = true)]
    public Guid RunId { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Band { get; set; }

    public Run Run { get; private set; } = null!;
    public Board? Board { get; private set; }
    public RunPairs Pairs { get; private set; } = new(0, []);
    public Unmatched[] Unmatched { get; private set; } = [];
    public MentorLoads Load { get; private set; } = new(0, []);
    public Late Late { get; private set; } = new([], []);
    public OverrideMade[] Decisions { get; private set; } = [];

    [BindProperty(SupportsGet = true)]
    public bool AllLoad { get; set; }

    public bool Under => Run.State is "queued" or "running";
    public bool Done => Run.State == "done";
    public bool Latest => Board?.LatestRun?.Id == RunId;
    public bool Open => Done && Latest && !Run.Published;
    public Pager Pager => new(Number, Size, Pairs.Total, "pairs");

    public string OfBand(string? band) => To($"runs/{RunId}") + (band is null ? new QueryBuilder() : new QueryBuilder { { "band", band } }) + "#pairs";

    public string OfLoad => To($"runs/{RunId}") + (AllLoad ? "" : "?allLoad=true") + "#load";

    /// <summary>A decision in one sentence.</summary>
    public string Says(OverrideMade made) => made.Kind switch
    {
        "pair" or "swap" when made.MentorId is { } to => $"{Names.Of(made.StudentId)} to {Names.Of(to)}{(made.Kind == "swap" ? ", in a swap" : "")}",
        "pair" or "swap" => $"{Names.Of(made.StudentId)} as before",
        "leaveOut" => made.Undoes ? $"{Names.Of(made.StudentId)} back in" : $"{Names.Of(made.StudentId)} left out",
        "forbid" => $"{Names.Of(made.StudentId)} and {Names.Of(made.MentorId)} kept apart",
        "lift" when made.MentorId is { } apart => $"{Names.Of(made.StudentId)} and {Names.Of(apart)} no longer kept apart",
        "lift" => $"The pair by hand of {Names.Of(made.StudentId)} lifted",
        "places" => $"{Words.Count(made.Places ?? 0, "place")} with {Names.Of(made.MentorId)}",
        _ => $"{Names.Of(made.StudentId ?? made.MentorId)} added"
    } is var said && made.Undoes ? $"Undone: {said}" : said;

    public async Task OnGetAsync()
    {
        Run = Mine(await Matching.Run(RunId, Gone));
        Board = await Matching.Board(CohortId, Gone);
        if (Done)
        {
            Pairs = Found(await Matching.RunPairs(RunId, Band, null, Number, Size, Gone));
            Unmatched = await Matching.RunUnmatched(RunId, Gone);
            Load = Found(await Matching.RunLoad(RunId, 1, AllLoad ? MostLoads : FewLoads, Gone));
            Decisions = await Matching.Overrides(RunId, Gone);
            if (Open) Late = await Matching.RunLate(RunId, Gone);
        }
        await Names.LoadAsync([Run.By, .. Load.Items.Select(m => (Guid?)m.MentorId), .. Decisions.SelectMany(d => new[] { d.StudentId, d.MentorId, d.By }),
            .. Late.Students.Concat(Late.Mentors).Take(MostLate).Select(id => (Guid?)id), .. Pairs.Items.SelectMany(p => new Guid?[] { p.StudentId, p.MentorId }), .. Unmatched.Take(100).Select(u => (Guid?)u.StudentId)], Gone);
    }

    public IActionResult OnGetProgress() => new Live(async ct =>
    {
        var run = await Matching.Run(RunId, ct);
        return run is null || run.CohortId != CohortId ? null
            : new(Says(run), run.Progress?.Done ?? 0, run.Progress?.Total ?? 0, run.State is not ("queued" or "running")) { Code = run.Progress?.Step };
    }, Time);

    public async Task<IActionResult> OnPostCancelAsync()
    {
        Mine(await Matching.Run(RunId, Gone));
        var gone = await Matching.CancelRun(RunId, Gone);
        return Then(To($"runs/{RunId}"), gone.Refused is { } no ? Bad(no) : Good("The run is cancelled.", "Nothing of it is kept; your pairs by hand stay."));
    }

    public async Task<IActionResult> OnPostAgainAsync()
    {
        var started = await Matching.StartRun(CohortId, Gone);
        return started.Refused is { } no ? Then(To($"runs/{RunId}"), Bad(no)) : Redirect(To($"runs/{started.Value!.Id}"));
    }

    public async Task<IActionResult> OnPostUndoAsync()
    {
        Mine(await Matching.Run(RunId, Gone));
        var undone = await Matching.UndoOverride(RunId, Gone);
        return undone.Refused is { } no ? Then(To($"runs/{RunId}"), Bad(no))
            : Then(To($"runs/{undone.Value!.RunId}"), Good("The last decision is undone.", $"Draft {undone.Value.Number} stands as before it; both stay in the ledger."));
    }

    public async Task<IActionResult> OnPostReplayAsync()
    {
        Mine(await Matching.Run(RunId, Gone));
        var again = await Matching.Replay(RunId, Gone);
        return Then(To($"runs/{RunId}"), again.Refused is { } no ? Bad(no) : Says(again.Value!));
    }

    static Note Says(Replay again) => again switch
    {
        { Same: true } => Good($"The same inputs gave the same {OfficeWords.Many(again.Pairs, "pair", "pairs")}.", $"Worked out again and checked in {OfficeWords.Seconds(again.Milliseconds / 1000)}. Nothing was changed."),
        { Differing: 0 } => new("bad", "The pairs are the same, but the check value kept with them is another one.", Altered),
        _ => new("bad", $"The same inputs gave something else for {OfficeWords.Many(again.Differing, "student", "students")}.", Altered),
    };

    /// <summary>A run of another cohort is not found under this one's address.</summary>
    Run Mine(Run? run) => Found(run?.CohortId == CohortId ? run : null);

    public static string Says(Run run) => (run.State, run.Progress?.Step) switch
    {
        ("queued", _) => "Waiting for a free worker",
        ("running", "collecting") => "Collecting the cohort",
        ("running", "scoring") => $"Scoring pairs{Of(run)}",
        ("running", "solving") => $"Finding the pairs{Of(run)}",
        ("running", "verifying") => "Checking that no better draft exists",
        ("running", "writing") => "Writing the draft",
        ("running", _) => "Working",
        _ => "Done"
    };

    static string Of(Run run) => run.Progress is { Total: > 0 } p ? $", {OfficeWords.Count(p.Done)} of {OfficeWords.Count(p.Total)}" : "";
}
