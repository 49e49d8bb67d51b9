using System.Security.Claims;
using Mentorship.Contracts;
using Mentorship.Messaging;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Invitations;

internal sealed record InvitedView(int Invited);

internal static class InviteCohort
{
    const int PerSave = 500;

    public static void Map(IEndpointRouteBuilder api) => api.MapPost("cohorts/{id:guid}/invitations", Handle)
        .WithSummary("Invites everybody of a cohort who was not invited yet").OnlyForPeople();

    static async Task<Results<Ok<InvitedView>, NotFound>> Handle(Guid id, ClaimsPrincipal user, ProfileDb db, TimeProvider time, CancellationToken ct)
    {
        if (await db.CohortsRunBy(user).AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, ct) is not { } cohort)
            return TypedResults.NotFound();

        var (now, invited) = (time.GetUtcNow(), 0);
        while (true)
        {
            // Of two coordinators who press at once, the one whose save loses looks again and finds nobody left.
            var sent = await Races.RetryAsync(db, () => InviteSomeAsync(cohort.Id, cohort.ProgrammeId, db, now, ct), ct);
            if (sent == 0)
                return TypedResults.Ok(new InvitedView(invited));
            invited += sent;
        }
    }

    static async Task<int> InviteSomeAsync(Guid cohort, Guid programme, ProfileDb db, DateTimeOffset now, CancellationToken ct)
    {
        var waiting = await db.Memberships.Include(m => m.Person).Where(m => m.CohortId == cohort && m.InvitedAt == null)
            .OrderBy(m => m.PersonId).Take(PerSave).ToListAsync(ct);
        foreach (var membership in waiting)
        {
            membership.Invite(now);
            db.Announce(new PersonInvited
            {
                PersonId = membership.PersonId,
                ProgrammeId = programme,
                CohortId = cohort,
                Role = membership.Role,
                Version = membership.Person.Version,
                InvitedAt = now,
            }, now);
        }
        await db.SaveChangesAsync(ct);
        db.ChangeTracker.Clear();
        return waiting.Count;
    }
}
