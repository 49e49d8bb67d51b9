using Mentorship.Portal.Clients;
using Mentorship.Portal.Shell;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;

namespace Mentorship.Portal.Pages.Office;

/// <summary>One run: its progress while it works, then the draft with every reason, to be reviewed and overruled.</summary>
internal sealed class RunModel(Desk desk) : OfficePage(desk)
{
    const int Size = 20;
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
    public bool Under => Run.State is "queued" or "running";
    public bool Done => Run.State == "done";
    public bool Latest => Board?.LatestRun?.Id == RunId;
    public bool Open => Done && Latest && !Run.Published;
    public Pager Pager => new(Number, Size, Pairs.Total, "pairs");

    public string OfBand(string? band) => To($"runs/{RunId}") + (band is null ? new QueryBuilder() : new QueryBuilder { { "band", band } }) + "#pairs";

    public async Task OnGetAsync()
    {
        Run = Mine(await Matching.Run(RunId, Gone));
        Board = await Matching.Board(CohortId, Gone);
        if (Done)
        {
            Pairs = Found(await Matching.RunPairs(RunId, Band, Number, Size, Gone));
            Unmatched = await Matching.RunUnmatched(RunId, Gone);
        }
        await Names.LoadAsync([Run.By, .. Pairs.Items.SelectMany(p => new Guid?[] { p.StudentId, p.MentorId }), .. Unmatched.Take(100).Select(u => (Guid?)u.StudentId)], Gone);
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
        var undone = await Matching.UndoMove(RunId, Gone);
        return undone.Refused is { } no ? Then(To($"runs/{RunId}"), Bad(no))
            : Then(To($"runs/{undone.Value!.RunId}"), Good("The last move is undone.", $"Draft {undone.Value.Number} stands as before it; the move stays in the ledger."));
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
