using System.Security.Claims;
using Mentorship.Profile.Vocabulary;
using Mentorship.ServiceDefaults;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Imports;

/// <summary>For each column of the file, in its order, which of ours it means; nothing where it is to be left out.</summary>
internal sealed record NameColumnsRequest(string?[]? Columns);

internal static class NameColumns
{
    static readonly Refusal Begun = new("Begun", "This import has begun, so its columns can no longer be changed. Check the file again instead.");
    static readonly Refusal FileGone = new("FileGone", "This file was checked too long ago and is no longer kept. Check it again.");

    public static void Map(IEndpointRouteBuilder api) => api.MapPut("imports/{id:guid}/columns", Handle)
        .WithSummary("Says which column of a file means what, and checks it again by that").RetryRaces<ProfileDb>();

    static async Task<Results<Ok<ImportView>, NotFound, ValidationProblem, ProblemHttpResult>> Handle(
        Guid id, NameColumnsRequest request, ClaimsPrincipal user, ProfileDb db, TermsInForce inForce, DataKeys<ProfileDb> keys, TimeProvider time, CancellationToken ct)
    {
        if (await db.ImportsRunBy(user).AsNoTracking().Include(i => i.Cohort).SingleOrDefaultAsync(i => i.Id == id, ct) is not { } looked)
            return TypedResults.NotFound();
        if (looked.State is not (Import.Unnamed or Import.Checked))
            return Begun.Problem();
        if (await db.ImportFiles.AsNoTracking().SingleOrDefaultAsync(f => f.ImportId == id, ct) is not { } file)
            return FileGone.Problem();
        string[] columns = [.. (request.Columns ?? []).Select(c => c ?? "")];
        if (Sheet.Read(looked.Kind, file.Text, out var wrong, columns) is not { } sheet)
            return Invalid.Field("columns", wrong);

        var tally = await CheckFile.DryRunAsync(db, Into.Of(looked, looked.Cohort, await inForce.GetAsync(db, ct), keys), looked.Kind, sheet, time.GetUtcNow(), ct);
        var import = await db.Imports.SingleAsync(i => i.Id == id, ct);
        if (import.State is not (Import.Unnamed or Import.Checked))
            return Begun.Problem();
        var problems = CheckFile.Problems(import, sheet, tally);
        import.NameColumns(columns);
        import.Found(sheet.Lines.Count, tally, problems.Count);
        db.AddRange(problems);
        using (await db.EnterWriteGateAsync(ct))
        await using (var together = await db.Database.BeginTransactionAsync(ct))
        {
            await db.ImportProblems.Where(p => p.ImportId == id).ExecuteDeleteAsync(ct);
            await db.SaveChangesAsync(ct);
            await together.CommitAsync(ct);
        }
        return TypedResults.Ok(await ImportView.OfAsync(db, import, ct));
    }
}
