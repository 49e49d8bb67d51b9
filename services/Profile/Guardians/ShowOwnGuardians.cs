using System.Security.Claims;
using Mentorship.Profile.People;
using Mentorship.ServiceDefaults;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Guardians;

/// <summary>Where a minor stands with their guardian in one programme: none, or a state of the consent.</summary>
/// <param name="CanAsk">Whether they can have the guardian written to themselves.</param>
internal sealed record OwnGuardian(
    Guid ProgrammeId, string ProgrammeName, string State, string? Name, string? Email, string? Language, DateTimeOffset? AskedAt, string? EndedBy, bool CanAsk);

internal static class ShowOwnGuardians
{
    public const string None = "none";

    public static void Map(IEndpointRouteBuilder api) => api.MapGet("me/guardians", Handle)
        .WithSummary("Where a minor stands with their guardian's consent, by programme; nothing for whoever is of age").OnlyForPeople();

    static async Task<Ok<OwnGuardian[]>> Handle(ClaimsPrincipal user, ProfileDb db, DataKeys<ProfileDb> keys, TimeProvider time, CancellationToken ct)
    {
        var me = user.PersonId();
        if (await db.People.AsNoTracking().Include(p => p.Student).SingleOrDefaultAsync(p => p.Id == me, ct) is not { } person || !person.IsMinor(time.GetUtcNow()))
            return TypedResults.Ok(Array.Empty<OwnGuardian>());
        var programmes = await db.Programmes.Where(p => db.Memberships.Any(m => m.PersonId == me && m.Role == Membership.Student && m.Cohort.ProgrammeId == p.Id))
            .OrderBy(p => p.NameKey).Select(p => new { p.Id, p.Name }).ToListAsync(ct);
        var consents = await db.Consents.AsNoTracking().Where(c => c.PersonId == me).ToDictionaryAsync(c => c.ProgrammeId, ct);
        var key = await keys.OfAsync(me, ct);
        return TypedResults.Ok(programmes.Select(p =>
        {
            var consent = consents.GetValueOrDefault(p.Id);
            var guardian = consent?.GuardianIn(key);
            return new OwnGuardian(p.Id, p.Name, consent?.State ?? None, guardian?.Name, guardian?.Email, guardian?.Language, consent?.AskedAt, consent?.EndedBy,
                consent?.State is not (Consent.Given or Consent.Confirmed) && (consent?.Askings ?? 0) < Consent.MostByStudent);
        }).ToArray());
    }
}
