using System.Security.Claims;
using Mentorship.Profile.Vocabulary;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.People;

/// <summary>What is left out stays as it is, so that one step is saved alone.</summary>
/// <param name="Step">Which of <see cref="IntakeSteps.OfMentor"/> this saves, if it is one of them.</param>
internal sealed record ChangeMentorRequest(
    string? Headline, string[]? Interests, string[]? Goals, string[]? Stages, string[]? Languages, string? TimeZone, string[]? Availability,
    bool? Flexible, string? About, string? Format, string? Place, string? Rhythm, PlacesRequest[]? Places, int Version, string? Step = null)
{
    /// <summary>What the mentor's page would become; nothing is changed yet.</summary>
    public MentorPage Read(FormReader read, Person person, Terms terms, string[] steps)
    {
        var mentor = person.Mentor!;
        var headline = Headline is { } line ? read.Line("headline", line, EntryReader.LongestHeadline) : mentor.Headline;
        var stages = Stages is { } taken ? read.StageList("stages", taken) : mentor.Stages;
        if (Stages is not null && stages.Length == 0)
            read.Bad("stages", "", "Choose at least one stage of students you would take.");
        var answers = SentAnswers.Over(mentor.Read(), read, terms, Interests, Goals, Languages, TimeZone, Availability, About,
            Meeting.Read(read, Format, Place, Rhythm, mentor.Read().Meeting), "Choose at least one interest.");
        var places = Places ?? [];
        foreach (var place in places)
            place.Check(person, read);
        IntakeSteps.Check(read, Step, steps);
        return new MentorPage(answers, headline, stages, Flexible ?? mentor.Flexible, places, Step);
    }
}

internal sealed record PlacesRequest(Guid CohortId, int Capacity, int Minimum, bool Paused)
{
    public void Check(Person person, FormReader read)
    {
        if (person.In(CohortId, Membership.Mentor) is null)
            read.Bad("places", "", "You are not a mentor in one of these cohorts.");
        if (Capacity is < 1 or > Membership.MostPlaces)
            read.Bad("places", "", $"Take 1 to {Membership.MostPlaces} students; to take nobody for now, pause instead.");
        if (Minimum < 0 || Minimum > Capacity)
            read.Bad("places", "", "The minimum is from 0 to as many as you take.");
    }
}

/// <summary>A mentor's page as it was sent, by themselves or by who answers for them.</summary>
internal sealed record MentorPage(Answers Answers, string Headline, string[] Stages, bool Flexible, PlacesRequest[] Places, string? Step)
{
    /// <summary>Writes it, and tells of the mentor where something changed. Answers whether there is something to save.</summary>
    public bool WriteTo(Person person, ProfileDb db, DateTimeOffset now)
    {
        var mentor = person.Mentor!;
        var changed = mentor.Write(Answers, Headline, Stages, Flexible);
        foreach (var place in Places)
            changed |= person.In(place.CohortId, Membership.Mentor)!.Take(place.Capacity, place.Minimum, place.Paused);
        if (changed)
            person.Changed(db, now);
        // Whoever leaves a thing as it is has said so too.
        if (!mentor.Went(Step) && !changed)
            return false;
        mentor.Answered(now);
        return true;
    }
}

internal static class ChangeMentor
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPut("me/mentor", Handle)
        .WithSummary("Saves one's own page as a mentor, or the part of it that is sent, with the places in each cohort; places already held stay held").OnlyForPeople().RetryRaces<ProfileDb>();

    static async Task<Results<Ok<PersonView>, NotFound, ValidationProblem, ProblemHttpResult>> Handle(
        ChangeMentorRequest request, ClaimsPrincipal user, ProfileDb db, TermsInForce inForce, TimeProvider time, CancellationToken ct)
    {
        var me = user.PersonId();
        if (await PersonView.Load(db).SingleOrDefaultAsync(p => p.Id == me, ct) is not { Mentor: not null } person)
            return TypedResults.NotFound();
        var read = new FormReader(lenient: false);
        var page = request.Read(read, person, await inForce.GetAsync(db, ct), IntakeSteps.OfMentor);
        if (!read.Ok)
            return read.Problem();
        if (request.Version != person.Version)
            return ChangeStudent.ChangedMeanwhile.Problem();
        if (page.WriteTo(person, db, time.GetUtcNow()))
            await db.SaveChangesAsync(ct);
        return TypedResults.Ok(PersonView.Of(person));
    }
}
