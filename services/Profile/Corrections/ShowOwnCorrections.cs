using System.Security.Claims;
using Mentorship.ServiceDefaults;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Corrections;

/// <summary>What one asked to be put right, newest first, and whom one can ask.</summary>
internal sealed record OwnCorrections(AskableProgramme[] Programmes, OwnCorrection[] Corrections);

internal sealed record AskableProgramme(Guid Id, string Name);

internal sealed record OwnCorrection(
    Guid Id, Guid ProgrammeId, string ProgrammeName, string About, string Text, string State, string? Reason, DateTimeOffset AskedAt, DateTimeOffset? DecidedAt);

internal static class ShowOwnCorrections
{
    const int Most = 50;

    public static void Map(IEndpointRouteBuilder api) => api.MapGet("me/corrections", Handle)
        .WithSummary("What one asked to be put right, and what came of it").OnlyForPeople();

    static async Task<Ok<OwnCorrections>> Handle(ClaimsPrincipal user, ProfileDb db, DataKeys<ProfileDb> keys, CancellationToken ct)
    {
        var me = user.PersonId();
        var programmes = await db.ProgrammesThatKnow(me).OrderBy(p => p.NameKey).Select(p => new AskableProgramme(p.Id, p.Name)).ToArrayAsync(ct);
        var asked = await db.Corrections.AsNoTracking().Where(c => c.PersonId == me).Join(db.Programmes, c => c.ProgrammeId, p => p.Id, (c, p) => new { Correction = c, p.Name })
            .OrderByDescending(r => r.Correction.AskedAt).Take(Most).ToListAsync(ct);
        var key = await keys.OfAsync(me, ct);
        return TypedResults.Ok(new OwnCorrections(programmes, [.. asked.Select(r => View(r.Correction, r.Name, key))]));
    }

    static OwnCorrection View(Correction c, string programme, DataKey? key) =>
        new(c.Id, c.ProgrammeId, programme, c.About, c.TextIn(key), c.State, c.ReasonIn(key), c.AskedAt, c.DecidedAt);
}
