using System.Security.Claims;
using Mentorship.Profile.Applications;
using Mentorship.Profile.People;
using Mentorship.ServiceDefaults;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Readings;

/// <summary>From 1, little, to 5, much.</summary>
internal sealed record GiveReadingRequest(int? Experiences, int? Challenges, int? Potential, string? Note);

internal static class GiveReading
{
    static readonly Refusal Decided = new("Decided", "The programme has decided about this application meanwhile. Nothing more is to be read.");
    static readonly Refusal BothIn = new("BothIn", "Both readings are in. They stand as they were given.");

    public static void Map(IEndpointRouteBuilder api) => api.MapPut("me/readings/{id:guid}", Handle)
        .WithSummary("Gives three scores for an application; they can be changed until both readings are in").OnlyForPeople().RetryRaces<ProfileDb>();

    static async Task<Results<NoContent, NotFound, ValidationProblem, ProblemHttpResult>> Handle(
        Guid id, GiveReadingRequest request, ClaimsPrincipal user, ProfileDb db, DataKeys<ProfileDb> keys, TimeProvider time, CancellationToken ct)
    {
        if (await db.ReadingsOf(user.PersonId()).Include(r => r.Application).SingleOrDefaultAsync(r => r.ApplicationId == id, ct) is not { } mine)
            return TypedResults.NotFound();
        var read = new FormReader(lenient: false);
        var experiences = Score(read, "experiences", request.Experiences);
        var challenges = Score(read, "challenges", request.Challenges);
        var potential = Score(read, "potential", request.Potential);
        var note = read.Text("note", request.Note ?? "", Reading.LongestNote);
        if (!read.Ok)
            return read.Problem();
        if (mine.Application.State != Application.Applied)
            return Decided.Problem();
        if (mine.GivenAt is not null && Reading.BothIn(await db.Readings.Where(r => r.ApplicationId == id).ToListAsync(ct)))
            return BothIn.Problem();

        mine.Give(experiences, challenges, potential, note, await keys.ForAsync(mine.PersonId, ct), time.GetUtcNow());
        mine.Application.Touch();
        await db.SaveChangesAsync(ct);
        return TypedResults.NoContent();
    }

    static int Score(FormReader read, string field, int? written)
    {
        if (written is >= Reading.Least and <= Reading.Most)
            return written.Value;
        read.Bad(field, "", $"Choose a number from {Reading.Least} to {Reading.Most}.");
        return 0;
    }
}
