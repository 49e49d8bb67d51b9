using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Imports;

/// <summary>The columns there are for this kind of file, and those the file has with what each is taken for.</summary>
internal sealed record ColumnsView(string[] Known, string[] Required, HeadCell[] Head);

/// <summary>A column of the file: what it is called, the first things in it, and what it means or most likely means; nothing where it is left out.</summary>
internal sealed record HeadCell(string Name, string? Means, string[] Examples);

internal static class GetColumns
{
    const int Examples = 3;

    public static void Map(IEndpointRouteBuilder api) => api.MapGet("imports/{id:guid}/columns", Handle)
        .WithSummary("The columns of a file and what they mean, to be corrected with PUT");

    static async Task<Results<Ok<ColumnsView>, NotFound>> Handle(Guid id, ClaimsPrincipal user, ProfileDb db, CancellationToken ct)
    {
        if (await db.ImportsRunBy(user).AsNoTracking().SingleOrDefaultAsync(i => i.Id == id, ct) is not { } import
            || await db.ImportFiles.AsNoTracking().SingleOrDefaultAsync(f => f.ImportId == id, ct) is not { } file
            || Sheet.HeadOf(import.Kind, file.Text) is not { Head: { } head } top)
            return TypedResults.NotFound();
        var means = import.Columns ?? Sheet.Guess(import.Kind, head.Cells);
        var first = top.Under.Where(l => !l.IsBlank).Take(Examples).ToList();
        return TypedResults.Ok(new ColumnsView(Sheet.Columns(import.Kind), Sheet.Required(import.Kind),
            [.. head.Cells.Select((name, at) => new HeadCell(People.FormReader.Short(name), means[at] is { Length: > 0 } meaning ? meaning : null,
                [.. first.Select(l => at < l.Cells.Length ? People.FormReader.Short(l.Cells[at]) : "").Where(c => c.Length > 0)]))]));
    }
}
