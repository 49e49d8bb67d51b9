using System.Security.Claims;
using Mentorship.Profile.Vocabulary;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.People;

/// <param name="Step">Which of <see cref="IntakeSteps.OfMentor"/> this saves, if it is one of them.</param>
internal sealed record ChangeMentorRequest(
    string? Headline, string[]? Interests, string[]? Goals, string[]? Stages, string[]? Languages, string? TimeZone, string[]? Availability,
    bool Flexible, string? About, PlacesRequest[]? Places, int Version, string? Step = null);

internal sealed record PlacesRequest(Guid CohortId, int Capacity, int Minimum, bool Paused);

internal static class ChangeMentor
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPut("me/mentor", Handle)
        .WithSummary("Saves one's own page as a mentor, with the places in each cohort; places already held stay held").OnlyForPeople().RetryRaces<ProfileDb>();

    static async Task<Results<Ok<PersonView>, NotFound, ValidationProblem, ProblemHttpResult>> Handle(
        ChangeMentorRequest request, ClaimsPrincipal user, ProfileDb db, TermsInForce inForce, TimeProvider time, CancellationToken ct)
    {
        var me = user.PersonId();
        var person = await PersonView.Load(db).SingleOrDefaultAsync(p => p.Id == me, ct);
        if (person?.Mentor is not { } mentor)
            return TypedResults.NotFound();

        var terms = await inForce.GetAsync(db, ct);
        var read = new FormReader(lenient: false);
        var headline = read.Line("headline", request.Headline ?? "", EntryReader.LongestHeadline);
        var (interests, goals) = read.Terms(terms, "interests", request.Interests ?? [], "goals", request.Goals ?? []);
        if (interests.Length == 0)
            read.Bad("interests", "", "Choose at least one interest.");
        var stages = read.StageList("stages", request.Stages ?? []);
        if (stages.Length == 0)
            read.Bad("stages", "", "Choose at least one stage of students you would take.");
        var answers = new Answers(interests, goals,
            read.Languages("languages", request.Languages ?? []),
            read.Zone("timeZone", request.TimeZone ?? "") ?? "",
            read.Hours("availability", request.Availability ?? []),
            read.Text("about", request.About ?? "", EntryReader.LongestAbout));
        var places = request.Places ?? [];
        foreach (var place in places)
            Check(place, person, read);
        IntakeSteps.Check(read, request.Step, IntakeSteps.OfMentor);
        if (!read.Ok)
            return read.Problem();
        if (request.Version != person.Version)
            return ChangeStudent.ChangedMeanwhile.Problem();

        var now = time.GetUtcNow();
        var changed = mentor.Write(answers, headline, stages, request.Flexible);
        foreach (var place in places)
            changed |= person.In(place.CohortId, Membership.Mentor)!.Take(place.Capacity, place.Minimum, place.Paused);
        if (changed)
            person.Changed(db, now);
        // Whoever leaves a thing as it is has said so too.
        if (mentor.Went(request.Step) || changed)
        {
            mentor.Answered(now);
            await db.SaveChangesAsync(ct);
        }
        return TypedResults.Ok(PersonView.Of(person));
    }

    static void Check(PlacesRequest place, Person person, FormReader read)
    {
        if (person.In(place.CohortId, Membership.Mentor) is null)
            read.Bad("places", "", "You are not a mentor in one of these cohorts.");
        if (place.Capacity is < 1 or > Membership.MostPlaces)
            read.Bad("places", "", $"Take 1 to {Membership.MostPlaces} students; to take nobody for now, pause instead.");
        if (place.Minimum < 0 || place.Minimum > place.Capacity)
            read.Bad("places", "", "The minimum is from 0 to as many as you take.");
    }
}
