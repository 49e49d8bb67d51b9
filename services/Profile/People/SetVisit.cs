using System.Security.Claims;
using Mentorship.Profile.Programmes;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.People;

internal sealed record SetVisitRequest(DateOnly? FirstDay, DateOnly? LastDay);

internal static class SetVisit
{
    static readonly Refusal NotRolling = new("NotRolling", "Only in a rolling cohort do students have days of their own.");

    public static void Map(IEndpointRouteBuilder api) => api.MapPut("cohorts/{id:guid}/people/{personId:guid}/visit", Handle)
        .WithSummary("A visiting student's own first and last day in a rolling cohort; outside them Matching leaves them out").OnlyForPeople().RetryRaces<ProfileDb>();

    static async Task<Results<Ok<PersonView>, NotFound, ValidationProblem, ProblemHttpResult>> Handle(
        Guid id, Guid personId, SetVisitRequest request, ClaimsPrincipal user, ProfileDb db, TimeProvider time, CancellationToken ct)
    {
        var mine = db.CohortsRunBy(user);
        var person = await PersonView.Load(db).SingleOrDefaultAsync(p => p.Id == personId && p.Memberships.Any(m => m.CohortId == id && mine.Any(c => c.Id == m.CohortId)), ct);
        if (person?.In(id, Membership.Student) is not { } membership)
            return TypedResults.NotFound();
        if (request.LastDay < request.FirstDay)
            return Invalid.Field("lastDay", "The last day is before the first.");
        if (membership.Cohort.Kind != Cohort.Rolling)
            return NotRolling.Problem();

        var now = time.GetUtcNow();
        if (membership.Visit(request.FirstDay, request.LastDay, now))
        {
            person.Changed(db, now);
            await db.SaveChangesAsync(ct);
        }
        return TypedResults.Ok(PersonView.Of(person, id));
    }
}
