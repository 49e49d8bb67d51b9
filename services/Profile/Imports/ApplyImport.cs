using System.Security.Claims;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Imports;

internal static class ApplyImport
{
    static readonly Refusal AlreadyIn = new("AlreadyIn", "This file is in already. To import it again, check it again.");
    static readonly Refusal Stopped = new("Stopped", "This import was stopped. Check the file again to go on; lines that are in already are skipped.");
    static readonly Refusal BrokenOff = new("BrokenOff", "This import broke off. Check the file again to go on; lines that are in already are skipped.");
    static readonly Refusal NothingGood = new("NothingGood", "No line of this file can be imported. Correct it and check it again.");
    static readonly Refusal FileGone = new("FileGone", "This file was checked too long ago and is no longer kept. Check it again.");

    public static void Map(IEndpointRouteBuilder api) => api.MapPost("imports/{id:guid}/apply", Handle)
        .WithSummary("Imports the good lines of a checked file, in the background").RetryRaces<ProfileDb>();

    static async Task<Results<Accepted<ImportView>, NotFound, ProblemHttpResult>> Handle(
        Guid id, ClaimsPrincipal user, ProfileDb db, ApplyImports worker, CancellationToken ct)
    {
        if (await db.ImportsRunBy(user).SingleOrDefaultAsync(i => i.Id == id, ct) is not { } import)
            return TypedResults.NotFound();
        if (import.State is Import.Done)
            return AlreadyIn.Problem();
        if (import.State is Import.Cancelled)
            return Stopped.Problem();
        if (import.State is Import.Failed)
            return BrokenOff.Problem();
        if (import.Good == 0)
            return NothingGood.Problem();
        if (import.State is Import.Checked)
        {
            if (!await db.ImportFiles.AnyAsync(f => f.ImportId == id, ct))
                return FileGone.Problem();
            import.Queue();
            await db.SaveChangesAsync(ct);
            worker.Wake();
        }
        return TypedResults.Accepted($"/api/profile/imports/{id}", await ImportView.OfAsync(db, import, ct));
    }
}
