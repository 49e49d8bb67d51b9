using Mentorship.Profile.People;
using Mentorship.ServiceDefaults;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Mentorship.Profile.Applications;

/// <param name="Relation">One of <see cref="Nomination.Relations"/>.</param>
internal sealed record NominateRequest(string? Name, string? Email, string? Relation, string? StudentName, string? StudentEmail);

internal static class Nominate
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPost("public/programmes/{slug}/nominations", Handle)
        .WithSummary("Takes the name of a student; the student is written to once whoever names them has confirmed their own address").OnlyFor("portal").RetryRaces<ProfileDb>();

    static async Task<Results<Created<CodeToMail>, NotFound, ValidationProblem, ProblemHttpResult>> Handle(
        string slug, NominateRequest request, ProfileDb db, DataKeys<ProfileDb> keys, AddressChecks checks, TimeProvider time, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        if (await db.PublicProgrammeAsync(slug, now, ct) is not var (_, open))
            return TypedResults.NotFound();
        if (open is null)
            return Apply.NotOpen.Problem();

        var read = new FormReader(lenient: false);
        var by = new Applicant(read.PersonName("name", request.Name), read.Email("email", request.Email ?? ""));
        var student = new Applicant(read.PersonName("studentName", request.StudentName), read.Email("studentEmail", request.StudentEmail ?? ""));
        if (!Nomination.Relations.Contains(request.Relation))
            read.Bad("relation", request.Relation ?? "", "Say how you know the student.");
        if (read.Ok && Person.KeyOf(by.Email) == Person.KeyOf(student.Email))
            read.Bad("studentEmail", "", "This is your own address. Write the student’s, or apply yourself.");
        if (!read.Ok)
            return read.Problem();

        var id = Guid.CreateVersion7(now);
        if (await checks.MakeAsync(id, by.Email, ct) is not { } mailed)
            return Apply.TooOften.Problem();
        db.Add(Nomination.Of(open.Id, id, request.Relation!, checks.Hash(student.Email), new NominationNames(by, student), await keys.ForAsync(id, ct), now));
        await db.SaveChangesAsync(ct);
        return TypedResults.Created((string?)null, new CodeToMail(id, open.Id, by.Email, mailed.Code, mailed.Until));
    }
}
