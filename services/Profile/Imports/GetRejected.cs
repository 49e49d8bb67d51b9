using System.Globalization;
using System.Security.Claims;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Imports;

internal static class GetRejected
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("imports/{id:guid}/rejected.csv", Handle)
        .WithSummary("The lines that cannot be read, under the file's own head and each with its reasons, to correct and import again")
        .Produces<string>(StatusCodes.Status200OK, "text/csv");

    static async Task<Results<ContentHttpResult, NotFound>> Handle(Guid id, ClaimsPrincipal user, ProfileDb db, CancellationToken ct)
    {
        if (await db.ImportsRunBy(user).AsNoTracking().SingleOrDefaultAsync(i => i.Id == id, ct) is not { } import
            || await db.ImportFiles.AsNoTracking().SingleOrDefaultAsync(f => f.ImportId == id, ct) is not { } file
            || Sheet.Read(import.Kind, file.Text, out _, import.Columns) is not { } sheet)
            return TypedResults.NotFound();
        var reasons = (await db.ImportProblems.AsNoTracking().Where(p => p.ImportId == id && p.Bad).OrderBy(p => p.Number).ToListAsync(ct)).ToLookup(p => p.Line);
        return TypedResults.Text(Write(sheet, reasons), "text/csv", Encoding.UTF8);
    }

    static string Write(Sheet sheet, ILookup<int, ImportProblem> reasons)
    {
        // Reasons of a file that was corrected once before are replaced by today's; columns that somebody named are called so.
        int[] own = [.. Enumerable.Range(0, sheet.Head.Cells.Length).Where(i => sheet.Named is { } named ? named[i].Length > 0 : !Sheet.IsOurs(sheet.Head.Cells[i]))];
        var csv = new StringBuilder();
        Line(Sheet.OurColumns.Concat(own.Select(i => sheet.Named?[i] ?? sheet.Head.Cells[i])));
        foreach (var line in sheet.Lines.Where(l => reasons.Contains(l.Number)))
            Line([line.Number.ToString(CultureInfo.InvariantCulture), Say(reasons[line.Number]),
                .. own.Select(i => i < line.Cells.Length ? line.Cells[i] : ""), .. line.Cells.Skip(sheet.Head.Cells.Length)]);
        return csv.ToString();

        void Line(IEnumerable<string> cells) => csv.AppendJoin(sheet.Separator, cells.Select(c => CsvReader.Cell(Formulas.Disarm(c), sheet.Separator))).Append("\r\n");
    }

    static string Say(IEnumerable<ImportProblem> problems) =>
        string.Join(' ', problems.Select(p => p.Column.Length > 0 ? $"{p.Column}: {p.Reason}" : p.Reason));
}
