using Mentorship.Profile.People;
using Mentorship.ServiceDefaults.Sealing;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Guardians;

/// <summary>To whom, in which language and about whom the one mail to a guardian goes.</summary>
/// <param name="Until">For how long its link opens anything.</param>
internal sealed record GuardianLetterView(string Name, string Email, string Language, string StudentName, string ProgrammeName, DateTimeOffset Until);

internal static class GetLetter
{
    /// <summary>Where nobody knows when the student turns 18.</summary>
    const int YearsAtMost = 5;

    public static void Map(IEndpointRouteBuilder api) => api.MapGet("askings/{id:guid}/letter", Handle)
        .WithSummary("What Notification needs to write to a guardian, as long as they have not answered").OnlyFor("notification");

    static async Task<Results<Ok<GuardianLetterView>, NotFound>> Handle(Guid id, ProfileDb db, DataKeys<ProfileDb> keys, TimeProvider time, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        if (await db.Consents.AsNoTracking().SingleOrDefaultAsync(c => c.AskingId == id && c.State == Consent.Asked, ct) is not { } consent
            || consent.GuardianIn(await keys.OfAsync(consent.PersonId, ct)) is not { } guardian)
            return TypedResults.NotFound();
        var student = await db.People.AsNoTracking().Include(p => p.Student).SingleAsync(p => p.Id == consent.PersonId, ct);
        if (!student.IsMinor(now))
            return TypedResults.NotFound();
        var programme = await db.Programmes.Where(p => p.Id == consent.ProgrammeId).Select(p => p.Name).SingleAsync(ct);
        return TypedResults.Ok(new GuardianLetterView(guardian.Name, guardian.Email, guardian.Language, PersonName.Given(student.Name), programme, student.MinorUntil.LastMoment ?? now.AddYears(YearsAtMost)));
    }
}
