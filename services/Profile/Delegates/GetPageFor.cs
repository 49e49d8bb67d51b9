using System.Security.Claims;
using Mentorship.Profile.People;
using Mentorship.Profile.Vocabulary;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Delegates;

/// <summary>A mentor's page for who answers for them: no address, no student, no conflict.</summary>
internal sealed record PageFor(Guid Id, string Name, int Version, MentorView Mentor)
{
    public static PageFor Of(Person person, Terms terms)
    {
        var view = PersonView.Of(person).Now(terms);
        return new(person.Id, person.Name, person.Version, view.Mentor! with { Steps = [.. view.Mentor!.Steps.Intersect(IntakeSteps.OfDelegate)] });
    }
}

internal static class GetPageFor
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("mentors/{id:guid}/page", Handle)
        .WithSummary("The page of a mentor for whom the caller answers").OnlyForPeople();

    static async Task<Results<Ok<PageFor>, NotFound>> Handle(Guid id, ClaimsPrincipal user, ProfileDb db, TermsInForce inForce, CancellationToken ct)
    {
        var mine = db.MentorsAnsweredForBy(user);
        return await PersonView.Load(db).AsNoTracking().SingleOrDefaultAsync(p => p.Id == id && mine.Any(m => m.Id == p.Id), ct) is { } mentor
            ? TypedResults.Ok(PageFor.Of(mentor, await inForce.GetAsync(db, ct)))
            : TypedResults.NotFound();
    }
}
