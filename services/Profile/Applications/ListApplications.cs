using System.Security.Claims;
using Mentorship.Profile.People;
using Mentorship.Profile.Readings;
using Mentorship.Profile.Vocabulary;
using Mentorship.ServiceDefaults;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Applications;

internal sealed record ApplicationsView(int Total, ApplicationView[] Items);

/// <param name="Reading">How it was read, unless it is the caller's own, or was not shared out.</param>
/// <param name="MayBeMinor">Enters no pool before it is known how old they are, or a guardian's consent is in force.</param>
internal sealed record ApplicationView(
    Guid Id, Guid PersonId, string Name, string Email, string State, string Stage, string[] Interests, Answer[] Answers,
    string Source, string? Tag, string? NamedBy, bool MayBeMinor, DateTimeOffset ConfirmedAt, ReadingView? Reading);

internal static class ListApplications
{
    const int MostPerPage = 100;
    const string Mean = "mean";

    public static void Map(IEndpointRouteBuilder api) => api.MapGet("cohorts/{id:guid}/applications", Handle)
        .WithSummary("Who applied to a cohort, the newest first or by what its readers gave; nobody whose address is not confirmed");

    static async Task<Results<Ok<ApplicationsView>, NotFound>> Handle(
        Guid id, ClaimsPrincipal user, ProfileDb db, TermsInForce inForce, DataKeys<ProfileDb> keys, TimeProvider time, CancellationToken ct, string? state = null, string? sort = null, int page = 1, int size = 25)
    {
        if (!await db.CohortsRunBy(user).AnyAsync(c => c.Id == id, ct))
            return TypedResults.NotFound();
        var asked = db.Applications.Where(a => a.CohortId == id && a.PersonId != null && (state == null || a.State == state));
        size = Math.Clamp(size, 1, MostPerPage);
        var rows = await (sort == Mean ? ByMean(asked) : asked.OrderByDescending(a => a.ConfirmedAt)).ThenBy(a => a.Id)
            .AsNoTracking().Include(a => a.Person!.Student).Include(a => a.Readings).AsSplitQuery()
            .Skip((int)Math.Min((Math.Max(page, 1) - 1L) * size, int.MaxValue)).Take(size).ToListAsync(ct);
        var openers = await keys.ForAsync([.. rows.Select(a => a.PersonId!.Value)], ct);
        var (terms, now) = (await inForce.GetAsync(db, ct), time.GetUtcNow());
        return TypedResults.Ok(new ApplicationsView(await asked.CountAsync(ct),
            [.. rows.Where(a => openers.ContainsKey(a.PersonId!.Value)).Select(a => View(a, openers[a.PersonId!.Value], terms, user.PersonIdOrNull(), now))]));
    }

    /// <summary>The highest first, and then those that are not read by both.</summary>
    static IOrderedQueryable<Application> ByMean(IQueryable<Application> asked) => asked
        .OrderByDescending(a => a.Readings.Count(r => r.Place <= Readings.Reading.Pair && r.GivenAt != null) < Readings.Reading.Pair ? 0
            : a.Readings.Where(r => r.GivenAt != null).Average(r => (double?)(r.Experiences! + r.Challenges! + r.Potential!)) ?? 0)
        .ThenByDescending(a => a.ConfirmedAt);

    static ApplicationView View(Application a, DataKey key, Terms terms, Guid? reader, DateTimeOffset now)
    {
        var (person, form) = (a.Person!, ApplicationForm.Open(key, a.Form));
        return new ApplicationView(a.Id, person.Id, person.Name, person.Email, a.State, Stages.Known.NameOf(form.Stage), terms.NamesOf(form.Interests), form.Answers,
            a.Source, a.Tag, form.NamedBy, person.IsMinor(now), a.ConfirmedAt!.Value,
            person.Id == reader ? null : ReadingView.Of(a, a.Readings, key));
    }
}
