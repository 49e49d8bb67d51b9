using System.Security.Claims;
using Mentorship.Profile.Applications;
using Mentorship.ServiceDefaults;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Readings;

/// <summary>An application as a reader sees it: what was asked and answered, and nothing that says who it is.</summary>
/// <param name="Mine">The caller's own scores, once given.</param>
/// <param name="MayChange">Until both are in, and nobody has decided.</param>
/// <param name="Given">Everybody's scores, the caller's among them, once both and the caller's own are in.</param>
/// <param name="Differ">The first two are two steps or more apart in something.</param>
internal sealed record BlindView(
    Guid ApplicationId, int Number, string Programme, string Cohort, Answer[] Answers, int Place, ScoresView? Mine, bool MayChange, ScoresView[] Given, bool Differ);

internal static class GetMyReading
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("me/readings/{id:guid}", Handle)
        .WithSummary("An application for a reader: a number and the answers, without name, address or link").OnlyForPeople();

    static async Task<Results<Ok<BlindView>, NotFound>> Handle(Guid id, ClaimsPrincipal user, ProfileDb db, DataKeys<ProfileDb> keys, CancellationToken ct)
    {
        if (await db.ReadingsOf(user.PersonId()).AsNoTracking().Include(r => r.Application.Person).Include(r => r.Application.Cohort.Programme)
                .SingleOrDefaultAsync(r => r.ApplicationId == id, ct) is not { Application: { Person: { } person } application } mine
            || await keys.OfAsync(person.Id, ct) is not { } key)
            return TypedResults.NotFound();
        var all = await db.Readings.AsNoTracking().Where(r => r.ApplicationId == id).ToListAsync(ct);
        var form = ApplicationForm.Open(key, application.Form);
        var hide = new Mask([person.Name, form.NamedBy ?? ""], [person.Email, person.SecondEmail ?? ""]);
        var over = Reading.BothIn(all) && mine.GivenAt is not null;
        return TypedResults.Ok(new BlindView(id, application.Number!.Value, application.Cohort.Programme.Name, application.Cohort.Name,
            [.. form.Answers.Select(a => a with { Given = hide.In(a.Given) })], mine.Place,
            mine.GivenAt is null ? null : ScoresView.Of(mine, key),
            !over && application.State == Application.Applied,
            over ? ScoresView.OfGiven(all, key) : [],
            over && Reading.Differ(all)));
    }
}
