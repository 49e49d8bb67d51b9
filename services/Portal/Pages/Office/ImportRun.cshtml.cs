using System.Text;
using Mentorship.Portal.Clients;
using Mentorship.Portal.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Mentorship.Portal.Pages.Office;

/// <summary>One import from its check to its end: every mistake by line, column and reason; then progress; then what it did.</summary>
internal sealed class ImportRunModel(Desk desk) : OfficePage(desk)
{
    [BindProperty(SupportsGet = true)]
    public Guid ImportId { get; set; }

    public ImportView Import { get; private set; } = null!;
    public bool Under => Import.State is "queued" or "running";
    public int Readable => Math.Max(0, Import.Lines - Import.Bad);
    public IEnumerable<ImportProblem> Unreadable => (Import.Problems ?? []).Where(p => p.Severity == "bad");
    public IEnumerable<ImportProblem> Remarks => (Import.Problems ?? []).Where(p => p.Severity != "bad");
    public int Step => Import.State == "checked" ? 2 : Under ? 3 : 4;

    public async Task<IActionResult> OnGetAsync()
    {
        Import = Found(await LookAsync(Gone));
        return Import.State == "unnamed" ? Redirect(To($"import/{ImportId}/columns")) : Page();
    }

    public IActionResult OnGetProgress() => new Live(async ct =>
    {
        var import = await Profile.ImportOf(ImportId, ct);
        return import is null || import.CohortId != CohortId ? null
            : new(Says(import), import.Done, Lines(import), import.State is not ("queued" or "running"));
    }, Time);

    public async Task<IActionResult> OnGetRejectedAsync()
    {
        var import = await LookAsync(Gone);
        var csv = Found(await Profile.RejectedCsv(ImportId, Gone));
        // Excel takes a file without the mark for another encoding and would write every accent back wrong.
        return File([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(csv)], "text/csv", $"to-correct-{import!.FileName}");
    }

    public async Task<IActionResult> OnPostApplyAsync(string go)
    {
        if (go == "nothing") return Redirect(To("import"));
        await LookAsync(Gone);
        var applied = await Profile.ApplyImport(ImportId, Gone);
        return applied.Refused is { } no ? Then(To($"import/{ImportId}"), Bad(no)) : Redirect(To($"import/{ImportId}"));
    }

    public async Task<IActionResult> OnPostCancelAsync()
    {
        await LookAsync(Gone);
        var stopped = await Profile.CancelImport(ImportId, Gone);
        return Then(To($"import/{ImportId}"), stopped.Refused is { } no ? Bad(no) : Good("The import stops.", "Lines already imported stay, and nobody was mailed."));
    }

    /// <summary>An import of another cohort is not found under this one's address.</summary>
    async Task<ImportView?> LookAsync(CancellationToken ct)
    {
        var import = Found(await Profile.ImportOf(ImportId, ct));
        return Found(import.CohortId == CohortId ? import : null);
    }

    static int Lines(ImportView import) => Math.Max(0, import.Lines - import.Bad);

    public static string Says(ImportView import) => import.State switch
    {
        "queued" => "Waiting to start",
        "running" => $"{OfficeWords.Count(import.Done)} of {OfficeWords.Many(Lines(import), "line", "lines")}",
        _ => "Done"
    };
}
