using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Imports;

internal sealed record ProblemView(int Line, string Column, string Written, string Reason, string Severity);

internal sealed record ImportView(
    Guid Id, Guid CohortId, string Kind, string FileName, string State, int Lines, int Added, int Changed, int Same, int Bad, int Done,
    ProblemView[] Problems, int ProblemsTotal, DateTimeOffset CreatedAt)
{
    /// <summary>More is read in the spreadsheet: the file of rejected lines has them all.</summary>
    const int MostProblems = 200;

    public static async Task<ImportView> OfAsync(ProfileDb db, Import i, CancellationToken ct) =>
        new(i.Id, i.CohortId, i.Kind, i.FileName, i.State, i.Lines, i.Added, i.Changed, i.Same, i.Bad, i.LinesDone,
            await db.ImportProblems.Where(p => p.ImportId == i.Id).OrderByDescending(p => p.Bad).ThenBy(p => p.Line).ThenBy(p => p.Number).Take(MostProblems)
                .Select(p => new ProblemView(p.Line, p.Column, p.Written, p.Reason, p.Bad ? "bad" : "remark")).ToArrayAsync(ct),
            i.Problems, i.CreatedAt);
}
