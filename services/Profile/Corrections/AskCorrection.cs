using System.Security.Claims;
using Mentorship.Profile.People;
using Mentorship.ServiceDefaults;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Corrections;

internal sealed record CorrectionRequest(Guid? ProgrammeId, string? About, string? Text);

internal sealed record CorrectionAsked(Guid Id);

internal static class AskCorrection
{
    const int LongestText = 1000;

    public static void Map(IEndpointRouteBuilder api) => api.MapPost("me/corrections", Handle)
        .WithSummary("Says what is wrong and what is right, to the coordinators of a programme. Saying it again of the same thing replaces what was said, until it is answered")
        .OnlyForPeople().RetryRaces<ProfileDb>();

    static async Task<Results<Created<CorrectionAsked>, NotFound, ValidationProblem>> Handle(
        CorrectionRequest request, ClaimsPrincipal user, ProfileDb db, DataKeys<ProfileDb> keys, TimeProvider time, CancellationToken ct)
    {
        var (me, now) = (user.PersonId(), time.GetUtcNow());
        if (!await db.ProgrammesThatKnow(me).AnyAsync(p => p.Id == request.ProgrammeId, ct))
            return TypedResults.NotFound();
        var read = new FormReader(lenient: false);
        if (!Correction.Subjects.Contains(request.About))
            read.Bad("about", request.About ?? "", "Choose what is wrong from the list.");
        var text = read.Text("text", request.Text ?? "", LongestText);
        if (text.Length == 0)
            read.Bad("text", "", "Write what is wrong, and what is right.");
        if (!read.Ok)
            return read.Problem();

        var programme = request.ProgrammeId!.Value;
        var correction = await db.Corrections.SingleOrDefaultAsync(c => c.PersonId == me && c.ProgrammeId == programme && c.About == request.About && c.State == Correction.Asked, ct)
            ?? db.Add(Correction.Of(me, programme, request.About!, now)).Entity;
        correction.Say(text, await keys.ForAsync(me, ct), now);
        await db.SaveChangesAsync(ct);
        return TypedResults.Created((string?)null, new CorrectionAsked(correction.Id));
    }
}
