using Mentorship.Profile.People;
using Mentorship.ServiceDefaults.Sealing;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Guardians;

/// <summary>What the guardian's page says. Links are forwarded: of the student it names the given name, of the guardian nothing.</summary>
/// <param name="TakesAnswer">False once the office has withdrawn the question, or the student is of age.</param>
internal sealed record AskingView(
    string StudentName, string ProgrammeName, string Description, string Language, string State, bool TakesAnswer,
    DateTimeOffset? AnsweredAt, DateTimeOffset? ConfirmedAt, string? SafeguardingName, string? SafeguardingEmail);

internal static class ShowAsking
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("askings/{id:guid}", Handle)
        .WithSummary("What a guardian is asked, and what they have said").OnlyFor("portal");

    static async Task<Results<Ok<AskingView>, NotFound>> Handle(Guid id, ProfileDb db, DataKeys<ProfileDb> keys, TimeProvider time, CancellationToken ct)
    {
        if (await db.Consents.AsNoTracking().SingleOrDefaultAsync(c => c.AskingId == id, ct) is not { } consent)
            return TypedResults.NotFound();
        var student = await db.People.AsNoTracking().Include(p => p.Student).SingleAsync(p => p.Id == consent.PersonId, ct);
        var programme = await db.Programmes.AsNoTracking().SingleAsync(p => p.Id == consent.ProgrammeId, ct);
        var adult = await db.SafeguardingAdults.AsNoTracking().SingleOrDefaultAsync(a => a.ProgrammeId == consent.ProgrammeId, ct);
        var language = consent.GuardianIn(await keys.OfAsync(student.Id, ct))?.Language ?? GuardianDetails.Languages[0];
        return TypedResults.Ok(new AskingView(PersonName.Given(student.Name), programme.Name, programme.Description, language, consent.State,
            consent.TakesAnswer && student.IsMinor(time.GetUtcNow()), consent.AnsweredAt, consent.ConfirmedAt, adult?.Name, adult?.Email));
    }
}
