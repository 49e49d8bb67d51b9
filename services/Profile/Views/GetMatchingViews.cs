using Mentorship.Profile.Background;
using Mentorship.Profile.Clearances;
using Mentorship.Profile.Conflicts;
using Mentorship.Profile.Erasures;
using Mentorship.Profile.Guardians;
using Mentorship.Profile.People;
using Mentorship.Profile.Trainings;
using Mentorship.Profile.Vocabulary;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Views;

/// <param name="Facets">Choices by facet, where school and owner let them be used in matching; null where there are none.</param>
internal sealed record MatchingView(Guid Id, int Version, bool Erased, MatchingStudent? Student, MatchingMentor? Mentor, Dictionary<string, string[]>? Facets);

/// <param name="Consented">The cohorts in which a minor's guardian has agreed and the office has confirmed it; empty for whoever is of age.</param>
/// <param name="Conflicts">Mentors they are not to be paired with, whoever said so and why.</param>
/// <param name="Wishes">How much it matters that the mentor answered alike, by facet among <see cref="MatchingView.Facets"/>; null where there are none.</param>
internal sealed record MatchingStudent(
    string Stage, string[] Interests, string[] Goals, string[] Languages, string TimeZone, string[] Availability, bool Minor, Guid[] Consented, Guid[] Cohorts, Guid[] Conflicts, Dictionary<string, Wish>? Wishes);

internal sealed record MatchingMentor(
    string[] Interests, string[] Goals, string[] Stages, string[] Languages, string TimeZone, string[] Availability, bool Flexible, MatchingPlaces[] Cohorts);

/// <param name="Cleared">For work with minors.</param>
internal sealed record MatchingPlaces(Guid CohortId, int Capacity, int Minimum, bool Paused, bool Untrained, bool Cleared);

internal static class GetMatchingViews
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPost("views/matching", Handle)
        .WithSummary("What Matching may know of up to 200 people: no name, no address, no free text, no facet that is not for matching").OnlyFor("matching");

    static async Task<Results<Ok<MatchingView[]>, ValidationProblem>> Handle(
        ViewRequest request, ProfileDb db, Backgrounds backgrounds, WordsHash hash, TermsInForce inForce, TimeProvider time, CancellationToken ct)
    {
        if (!request.Fits)
            return ViewRequest.TooMany;
        var now = time.GetUtcNow();
        var people = await db.People.AsNoTracking().AsSplitQuery().Include(p => p.Addresses).Include(p => p.Student).Include(p => p.Mentor).Include(p => p.Memberships).ThenInclude(m => m.Cohort)
            .Where(p => request.Ids!.Contains(p.Id)).ToListAsync(ct);
        // After the people: a view may be newer than its version, which is asked for again, but never older.
        var gates = new Gates(await TrainingGate.OfAsync(db, request.Ids!, now, ct), await ConsentGate.OfAsync(db, request.Ids!, ct), await ClearanceGate.OfAsync(db, request.Ids!, now, ct), await ConflictGate.OfAsync(db, hash, people, ct));
        var facets = await backgrounds.AllowedAsync(Use.Matching, request.Ids!, ct);
        var terms = await inForce.GetAsync(db, ct);
        var erased = await db.ErasedAmongAsync(request.Ids!, ct);
        return TypedResults.Ok<MatchingView[]>([.. people.Select(p => View(p, gates, [.. facets[p.Id].Where(f => f.Said.Choices.Length > 0)], terms, now)), .. erased.Select(e => new MatchingView(e.Key, e.Value, Erased: true, null, null, null))]);
    }

    static MatchingView View(Person p, Gates gates, (string Facet, Said Said)[] facets, Terms terms, DateTimeOffset now)
    {
        var minor = p.IsMinor(now);
        var wishes = facets.Where(f => f.Said.Wish != Wish.Not).ToDictionary(f => f.Facet, f => f.Said.Wish);
        var cohorts = p.Memberships.OrderBy(m => m.CohortId).ToLookup(m => m.Role);
        return new MatchingView(p.Id, p.Version, Erased: false,
            p.Student is not { } s ? null : new MatchingStudent(s.Stage, terms.Now(s.Interests), terms.Now(s.Goals), s.Languages, s.TimeZone, s.Availability, minor,
                minor ? [.. cohorts[Membership.Student].Where(m => gates.Consents.Open(m.Cohort.ProgrammeId, p.Id)).Select(m => m.CohortId)] : [],
                [.. cohorts[Membership.Student].Where(m => m.IsHere).Select(m => m.CohortId)], gates.Conflicts.Against(p.Id), wishes.Count == 0 ? null : wishes),
            // Somebody who turns out to be under age is no mentor, whatever was imported before.
            p.Mentor is not { } t || minor ? null : new MatchingMentor(terms.Now(t.Interests), terms.Now(t.Goals), t.Stages, t.Languages, t.TimeZone, t.Availability, t.Flexible,
                [.. cohorts[Membership.Mentor].Select(m => new MatchingPlaces(m.CohortId, m.Capacity, m.Minimum, m.Paused, gates.Trainings.Closed(m.Cohort.ProgrammeId, p.Id), gates.Clearances.Open(m.Cohort.ProgrammeId, p.Id)))]),
            facets.Length == 0 ? null : facets.ToDictionary(f => f.Facet, f => f.Said.Choices));
    }

    sealed record Gates(TrainingGate Trainings, ConsentGate Consents, ClearanceGate Clearances, ConflictGate Conflicts);
}
