using System.Security.Claims;
using Mentorship.Profile.People;
using Mentorship.ServiceDefaults.Sealing;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Guardians;

/// <summary>Where a student stands with their guardian, for the office. Needed is false for whoever is of age.</summary>
/// <param name="SignedAs">What the guardian typed under their yes.</param>
/// <param name="HasSafeguardingAdult">Whether the programme has named one, without whom nothing can be confirmed.</param>
internal sealed record GuardianView(
    bool Needed, string State, string? Name, string? Email, string? Language, string? SignedAs, DateTimeOffset? AskedAt, DateTimeOffset? AnsweredAt,
    DateTimeOffset? ConfirmedAt, string? Way, DateTimeOffset? EndedAt, string? EndedBy, bool HasSafeguardingAdult);

internal static class ShowGuardian
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("cohorts/{id:guid}/students/{studentId:guid}/guardian", Handle)
        .WithSummary("Whether a student needs a guardian's consent in the programme, who was asked, and what came of it").OnlyForPeople();

    static async Task<Results<Ok<GuardianView>, NotFound>> Handle(
        Guid id, Guid studentId, ClaimsPrincipal user, ProfileDb db, DataKeys<ProfileDb> keys, TimeProvider time, CancellationToken ct)
    {
        if (await db.CohortWithAsync(user, id, studentId, Membership.Student, ct) is not { } cohort)
            return TypedResults.NotFound();
        var student = await db.People.AsNoTracking().Include(p => p.Student).SingleAsync(p => p.Id == studentId, ct);
        var consent = await db.Consents.AsNoTracking().SingleOrDefaultAsync(c => c.ProgrammeId == cohort.ProgrammeId && c.PersonId == studentId, ct);
        var key = consent is null ? null : await keys.OfAsync(studentId, ct);
        var guardian = consent?.GuardianIn(key);
        return TypedResults.Ok(new GuardianView(
            student.IsMinor(time.GetUtcNow()), consent?.State ?? ShowOwnGuardians.None, guardian?.Name, guardian?.Email, guardian?.Language, consent?.SignatureIn(key),
            consent?.AskedAt, consent?.AnsweredAt, consent?.ConfirmedAt, consent?.Way, consent?.EndedAt, consent?.EndedBy,
            await db.SafeguardingAdults.AnyAsync(a => a.ProgrammeId == cohort.ProgrammeId, ct)));
    }
}
