using System.Security.Claims;
using Mentorship.Profile.Vocabulary;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.People;

/// <summary>What is left out stays as it is, so that one step is saved alone.</summary>
/// <param name="Step">Which of <see cref="IntakeSteps.OfStudent"/> this saves, if it is one of them.</param>
internal sealed record ChangeStudentRequest(
    string? Stage, string[]? Interests, string[]? Goals, string[]? Languages, string? TimeZone, string[]? Availability, string? About,
    string? Format, string? Place, string? Rhythm, int Version, string? Step = null);

internal static class ChangeStudent
{
    internal static readonly Refusal ChangedMeanwhile = new("ChangedMeanwhile",
        "This page was changed meanwhile, perhaps in another window. Nothing was saved; look at what it says now and save again.");

    static readonly Refusal OfficeChangesStage = new("OfficeChangesStage",
        "You joined at high school and we do not know when you turn 18, so only the programme office can change your stage. Please write to them.");

    public static void Map(IEndpointRouteBuilder api) => api.MapPut("me/student", Handle)
        .WithSummary("Saves one's own page as a student, or the part of it that is sent").OnlyForPeople().RetryRaces<ProfileDb>();

    static async Task<Results<Ok<PersonView>, NotFound, ValidationProblem, ProblemHttpResult>> Handle(
        ChangeStudentRequest request, ClaimsPrincipal user, ProfileDb db, TermsInForce inForce, TimeProvider time, CancellationToken ct)
    {
        var me = user.PersonId();
        var person = await PersonView.Load(db).SingleOrDefaultAsync(p => p.Id == me, ct);
        if (person?.Student is not { } student)
            return TypedResults.NotFound();

        var terms = await inForce.GetAsync(db, ct);
        var read = new FormReader(lenient: false);
        var stage = request.Stage is { } written ? read.Stage("stage", written) : student.Stage;
        var answers = SentAnswers.Over(student.Read(), read, terms, request.Interests, request.Goals, request.Languages, request.TimeZone, request.Availability, request.About,
            Meeting.Read(read, request.Format, request.Place, request.Rhythm, student.Read().Meeting), "Choose at least one interest; “Still exploring” is one.");
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
