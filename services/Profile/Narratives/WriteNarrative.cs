using System.Security.Claims;
using Mentorship.Profile.People;
using Mentorship.ServiceDefaults;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Narratives;

/// <param name="Version">The version that was read; 0 where nothing was told yet.</param>
internal sealed record NarrativeRequest(string? Experiences, string? Challenges, int Version);

internal static class WriteNarrative
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPut("me/narrative", Handle)
        .WithSummary("Tells in one's own words what one has done and what stood in the way; both may be empty").OnlyForPeople().RetryRaces<ProfileDb>();

    static async Task<Results<Ok<NarrativeView>, NotFound, ValidationProblem, ProblemHttpResult>> Handle(
        NarrativeRequest request, ClaimsPrincipal user, ProfileDb db, DataKeys<ProfileDb> keys, TimeProvider time, CancellationToken ct)
    {
        var me = user.PersonId();
        if (!await db.Set<StudentProfile>().AnyAsync(s => s.PersonId == me, ct))
            return TypedResults.NotFound();
        var read = new FormReader(lenient: false);
        var experiences = read.Text("experiences", request.Experiences ?? "", Narrative.Longest);
        var challenges = read.Text("challenges", request.Challenges ?? "", Narrative.Longest);
        if (!read.Ok)
            return read.Problem();
        var told = await db.Narratives.FindAsync([me], ct);
        if ((told?.Version ?? 0) != request.Version)
            return ChangeStudent.ChangedMeanwhile.Problem();

        var key = await keys.ForAsync(me, ct);
        if (told?.Open(key) is not { } before || before.Experiences != experiences || before.Challenges != challenges)
        {
            if (told is null)
                db.Add(told = Narrative.Of(me));
            told.Write(experiences, challenges, key, time.GetUtcNow());
            await db.SaveChangesAsync(ct);
        }
        return TypedResults.Ok(told.Open(key));
    }
}
