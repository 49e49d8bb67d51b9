using Mentorship.Profile.Erasures;
using Mentorship.Profile.People;
using Mentorship.Profile.Trainings;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Views;

internal sealed record MatchingView(Guid Id, int Version, bool Erased, MatchingStudent? Student, MatchingMentor? Mentor);

internal sealed record MatchingStudent(
    string Stage, string[] Interests, string[] Goals, string[] Languages, string TimeZone, string[] Availability, bool Minor, Guid[] Cohorts);

internal sealed record MatchingMentor(
    string[] Interests, string[] Goals, string[] Stages, string[] Languages, string TimeZone, string[] Availability, bool Flexible, MatchingPlaces[] Cohorts);

internal sealed record MatchingPlaces(Guid CohortId, int Capacity, int Minimum, bool Paused, bool Untrained);

internal static class GetMatchingViews
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPost("views/matching", Handle)
        .WithSummary("What Matching may know of up to 200 people: no name, no address, no free text").OnlyFor("matching");

    static async Task<Results<Ok<MatchingView[]>, ValidationProblem>> Handle(ViewRequest request, ProfileDb db, TimeProvider time, CancellationToken ct)
    {
        if (!request.Fits)
            return ViewRequest.TooMany;
        var now = time.GetUtcNow();
        var people = await db.People.AsNoTracking().Include(p => p.Student).Include(p => p.Mentor).Include(p => p.Memberships).ThenInclude(m => m.Cohort)
            .Where(p => request.Ids!.Contains(p.Id)).ToListAsync(ct);
        var gate = await TrainingGate.OfAsync(db, request.Ids!, now, ct);
        var erased = await db.ErasedAmongAsync(request.Ids!, ct);
        return TypedResults.Ok<MatchingView[]>([.. people.Select(p => View(p, gate, now)), .. erased.Select(e => new MatchingView(e.Key, e.Value, Erased: true, null, null))]);
    }

    static MatchingView View(Person p, TrainingGate gate, DateTimeOffset now)
    {
        var minor = p.IsMinor(now);
        var cohorts = p.Memberships.OrderBy(m => m.CohortId).ToLookup(m => m.Role);
        return new MatchingView(p.Id, p.Version, Erased: false,
            p.Student is not { } s ? null : new MatchingStudent(s.Stage, s.Interests, s.Goals, s.Languages, s.TimeZone, s.Availability, minor,
                [.. cohorts[Membership.Student].Select(m => m.CohortId)]),
            // Somebody who turns out to be under age is no mentor, whatever was imported before.
            p.Mentor is not { } t || minor ? null : new MatchingMentor(t.Interests, t.Goals, t.Stages, t.Languages, t.TimeZone, t.Availability, t.Flexible,
                [.. cohorts[Membership.Mentor].Select(m => new MatchingPlaces(m.CohortId, m.Capacity, m.Minimum, m.Paused, gate.Closed(m.Cohort.ProgrammeId, p.Id)))]));
    }
}
