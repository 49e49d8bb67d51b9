using System.Security.Claims;
using Mentorship.Profile.People;
using Mentorship.Profile.Vocabulary;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Applications;

internal sealed record ApplicationsView(int Total, ApplicationView[] Items);

/// <param name="MayBeMinor">Enters no pool before it is known how old they are, or a guardian's consent is in force.</param>
internal sealed record ApplicationView(
    Guid Id, Guid PersonId, string Name, string Email, string State, string Stage, string[] Interests, Answer[] Answers,
    string Source, string? Tag, string? NamedBy, bool MayBeMinor, DateTimeOffset ConfirmedAt);

internal static class ListApplications
{
    const int MostPerPage = 100;

    public static void Map(IEndpointRouteBuilder api) => api.MapGet("cohorts/{id:guid}/applications", Handle)
        .WithSummary("Who applied to a cohort, the newest first; nobody whose address is not confirmed");

    static async Task<Results<Ok<ApplicationsView>, NotFound>> Handle(
        Guid id, ClaimsPrincipal user, ProfileDb db, DataKeys<ProfileDb> keys, TimeProvider time, CancellationToken ct, string? state = null, int page = 1, int size = 25)
    {
        if (!await db.CohortsRunBy(user).AnyAsync(c => c.Id == id, ct))
            return TypedResults.NotFound();
        var asked = db.Applications.Where(a => a.CohortId == id && a.PersonId != null && (state == null || a.State == state));
        size = Math.Clamp(size, 1, MostPerPage);
        var rows = await asked.AsNoTracking().Include(a => a.Person!.Student).OrderByDescending(a => a.ConfirmedAt).ThenBy(a => a.Id)
            .Skip((int)Math.Min((Math.Max(page, 1) - 1L) * size, int.MaxValue)).Take(size).ToListAsync(ct);
        var openers = await keys.ForAsync([.. rows.Select(a => a.PersonId!.Value)], ct);
        var now = time.GetUtcNow();
        return TypedResults.Ok(new ApplicationsView(await asked.CountAsync(ct),
            [.. rows.Where(a => openers.ContainsKey(a.PersonId!.Value)).Select(a => View(a, openers[a.PersonId!.Value], now))]));
    }

    static ApplicationView View(Application a, DataKey key, DateTimeOffset now)
    {
        var (person, form) = (a.Person!, ApplicationForm.Open(key, a.Form));
        return new ApplicationView(a.Id, person.Id, person.Name, person.Email, a.State, Stages.Known.NameOf(form.Stage), Terms.Interests.NamesOf(form.Interests), form.Answers,
            a.Source, a.Tag, form.NamedBy, person.IsMinor(now), a.ConfirmedAt!.Value);
    }
}
