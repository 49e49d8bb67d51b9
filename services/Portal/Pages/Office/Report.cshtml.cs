using System.Globalization;
using System.Text;
using CsvHelper;
using Mentorship.Portal.Clients;
using Mentorship.Portal.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Mentorship.Portal.Pages.Office;

/// <summary>What the cohort came to, on one page for whoever has to answer for it; printed without the office around it, and as a list by name.</summary>
internal sealed class ReportModel(Desk desk) : OfficePage(desk)
{
    public Report Report { get; private set; } = null!;
    public Taxonomy Taxonomy { get; private set; } = null!;

    public async Task OnGetAsync()
    {
        Report = Found(await Matching.Report(CohortId, Gone));
        Taxonomy = await Profile.Taxonomy(Gone);
    }

    public static int Percent(int part, int of) => of == 0 ? 0 : (int)Math.Round(100.0 * part / of);

    public DateTimeOffset Now => Time.GetUtcNow();

    /// <summary>Every student with mentor, fit and reason. A POST, since the ledger says who took it out.</summary>
    public async Task<IActionResult> OnPostListAsync()
    {
        var rows = Found(await Matching.TakeReport(CohortId, Gone));
        var taxonomy = await Profile.Taxonomy(Gone);
        await Names.LoadAsync(rows.SelectMany(r => new[] { r.StudentId, r.MentorId }), Gone);
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        // What would be a formula is made text, so that no spreadsheet runs what somebody wrote as their name.
        using (var csv = CsvWriter.Create(text, CsvWriterOptions.Default with { Injection = CsvInjection.Escape }, leaveOpen: true))
        {
            csv.WriteRecord(["student", "stage", "state", "mentor", "fit", "choice", "reason", "since"]);
            foreach (var row in rows)
                csv.WriteRecord([
                    Names.Of(row.StudentId), taxonomy.StageName(row.Stage), TagTagHelper.Of(row.State).Word, row.MentorId is null ? "" : Names.Of(row.MentorId),
                    row.Band is null ? "" : BandTagHelper.Word(row.Band), $"{row.Choice}", row.ReasonCode ?? "",
                    TimeZoneInfo.ConvertTime(row.JoinedAt, Zone).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                ]);
        }
        // Excel takes a file without the mark for another encoding and would write every accent back wrong.
        return File([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ToString())], "text/csv", "cohort.csv");
    }
}
