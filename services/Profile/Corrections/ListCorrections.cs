using System.Security.Claims;
using Mentorship.ServiceDefaults;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Corrections;

internal sealed record OpenCorrections(int Total, OpenCorrection[] Items);

/// <param name="CohortId">A cohort of the programme that the person is in; null for somebody who has only applied.</param>
internal sealed record OpenCorrection(
    Guid Id, Guid PersonId, string Name, Guid ProgrammeId, string ProgrammeName, Guid? CohortId, string About, string Text, DateTimeOffset AskedAt, int Version);

internal static class ListCorrections
{
    const int Most = 100;

    public static void Map(IEndpointRouteBuilder api) => api.MapGet("corrections", Handle)
        .WithSummary("What people of one's programmes ask to be put right and nobody has answered, the oldest first").OnlyForCoordinators();

    static async Task<Ok<OpenCorrections>> Handle(ClaimsPrincipal user, ProfileDb db, DataKeys<ProfileDb> keys, CancellationToken ct)
    {
        var open = db.CorrectionsSeenBy(user).AsNoTracking().Where(c => c.State == Correction.Asked);
        var rows = await (
            from c in open
            join person in db.People on c.PersonId equals person.Id
            join programme in db.Programmes on c.ProgrammeId equals programme.Id
            orderby c.AskedAt
            select new
            {
                Correction = c,
                person.Name,
                Programme = programme.Name,
                Cohort = db.Memberships.Where(m => m.PersonId == c.PersonId && m.Cohort.ProgrammeId == c.ProgrammeId).OrderByDescending(m => m.JoinedAt).Select(m => (Guid?)m.CohortId).FirstOrDefault(),
            }).Take(Most).ToListAsync(ct);
        var opened = await keys.ForAsync([.. rows.Select(r => r.Correction.PersonId).Distinct()], ct);
        return TypedResults.Ok(new OpenCorrections(await open.CountAsync(ct), [.. rows.Select(r => new OpenCorrection(
            r.Correction.Id, r.Correction.PersonId, r.Name, r.Correction.ProgrammeId, r.Programme, r.Cohort, r.Correction.About,
            r.Correction.TextIn(opened.GetValueOrDefault(r.Correction.PersonId)), r.Correction.AskedAt, r.Correction.Version))]));
    }
}
