using System.Security.Claims;
using Mentorship.Profile.Vocabulary;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.People;

/// <param name="Step">Which of <see cref="IntakeSteps.OfStudent"/> this saves, if it is one of them.</param>
internal sealed record ChangeStudentRequest(
    string? Stage, string[]? Interests, string[]? Goals, string[]? Languages, string? TimeZone, string[]? Availability, string? About, int Version, string? Step = null);

internal static class ChangeStudent
{
    internal static readonly Refusal ChangedMeanwhile = new("ChangedMeanwhile",
        "This page was changed meanwhile, perhaps in another window. Nothing was saved; look at what it says now and save again.");

    static readonly Refusal OfficeChangesStage = new("OfficeChangesStage",
        "You joined at high school and we do not know when you turn 18, so only the programme office can change your stage. Please write to them.");

    public static void Map(IEndpointRouteBuilder api) => api.MapPut("me/student", Handle)
        .WithSummary("Saves one's own page as a student").OnlyForPeople().RetryRaces<ProfileDb>();

    static async Task<Results<Ok<PersonView>, NotFound, ValidationProblem, ProblemHttpResult>> Handle(
        ChangeStudentRequest request, ClaimsPrincipal user, ProfileDb db, TermsInForce inForce, TimeProvider time, CancellationToken ct)
    {
        var me = user.PersonId();
        var person = await PersonView.Load(db).SingleOrDefaultAsync(p => p.Id == me, ct);
        if (person?.Student is not { } student)
            return TypedResults.NotFound();

        var terms = await inForce.GetAsync(db, ct);
        var read = new FormReader(lenient: false);
        var stage = read.Stage("stage", request.Stage ?? "");
        var (interests, goals) = read.Terms(terms, "interests", request.Interests ?? [], "goals", request.Goals ?? []);
        if (interests.Length == 0)
            read.Bad("interests", "", "Choose at least one interest; “Still exploring” is one.");
        var answers = new Answers(interests, goals,
            read.Languages("languages", request.Languages ?? []),
            read.Zone("timeZone", request.TimeZone ?? "") ?? "",
            read.Hours("availability", request.Availability ?? []),
            read.Text("about", request.About ?? "", EntryReader.LongestAbout));
        IntakeSteps.Check(read, request.Step, IntakeSteps.OfStudent);
        if (!read.Ok)
            return read.Problem();
        if (request.Version != person.Version)
            return ChangedMeanwhile.Problem();
        if (person.MinorUntil.IsUnknown && student.Stage == Stages.HighSchool && stage != Stages.HighSchool)
            return OfficeChangesStage.Problem();

        var now = time.GetUtcNow();
        var changed = student.MoveTo(stage!) | student.Write(answers);
        if (changed)
            person.Changed(db, now);
        // Whoever leaves a thing as it is has said so too.
        if (student.Went(request.Step) || changed)
        {
            student.Answered(now);
            await db.SaveChangesAsync(ct);
        }
        return TypedResults.Ok(PersonView.Of(person));
    }
}
