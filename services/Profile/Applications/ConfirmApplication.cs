using Mentorship.Profile.Conflicts;
using Mentorship.Profile.People;
using Mentorship.Profile.Programmes;
using Mentorship.Profile.Vocabulary;
using Mentorship.ServiceDefaults;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Applications;

internal sealed record ConfirmRequest(string? Code);

/// <param name="Result"><c>right</c>, <c>wrong</c>, <c>tooOften</c> or <c>late</c>.</param>
/// <param name="Left">Tries left for this code.</param>
/// <param name="State">Where the person's application stands, once the code was right.</param>
internal sealed record ConfirmedView(Tried Result, int Left, string? State);

internal static class ConfirmApplication
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPost("applications/{id:guid}/confirmation", Handle)
        .WithSummary("Takes the mailed code: with the right one the application becomes a person's").OnlyFor("portal").RetryRaces<ProfileDb>();

    static async Task<Results<Ok<ConfirmedView>, NotFound>> Handle(
        Guid id, ConfirmRequest request, ProfileDb db, DataKeys<ProfileDb> keys, WordsHash hash, AddressChecks checks, TimeProvider time, CancellationToken ct)
    {
        if (await db.Applications.Include(a => a.Cohort).SingleOrDefaultAsync(a => a.Id == id, ct) is not { } application)
            return TypedResults.NotFound();
        // The same press twice, or the page opened again: what was done stands.
        if (application.Applicant is null)
            return TypedResults.Ok(new ConfirmedView(Tried.Right, 0, application.State));
        var (tried, left) = await checks.TryAsync(id, request.Code ?? "", ct);
        var state = tried == Tried.Right ? await ConfirmAsync(application, db, keys, hash, time.GetUtcNow(), ct) : null;
        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(new ConfirmedView(tried, left, state));
    }

    static async Task<string> ConfirmAsync(Application application, ProfileDb db, DataKeys<ProfileDb> keys, WordsHash hash, DateTimeOffset now, CancellationToken ct)
    {
        var own = await keys.ForAsync(application.Id, ct);
        var (who, form) = (Applicant.Open(own, application.Applicant!), ApplicationForm.Open(own, application.Form));
        var key = Person.KeyOf(who.Email);
        var person = await db.People.Include(p => p.Student).Include(p => p.Mentor).Include(p => p.Memberships).WithAddress(key).SingleOrDefaultAsync(ct);
        // From here on the person's key seals it, or there is nothing left to seal.
        await keys.ForgetAsync(application.Id, ct);
        if (await NamedByAsync(application, db, keys, ct) is { } by)
            form = form with { NamedBy = by.Name, NamedByHash = hash.Of(Person.KeyOf(by.Email)) };

        if (person is not null && await EarlierAsync(person, application.CohortId, db, ct) is { } earlier)
        {
            db.Remove(application);
            return earlier;
        }
        person ??= db.People.Add(Person.Join(who.Email, who.Name, now)).Entity;
        Write(person, form, application.Cohort);
        application.Confirm(person, form, await keys.ForAsync(person.Id, ct), now);
        if (application.Cohort.PlaceLimit is null && !person.IsMinor(now) && !MayBeMinor(person, form))
        {
            application.Decide(Application.Admitted, now);
            DecideApplication.Enter(application, person, db, now);
            return application.State;
        }
        person.Changed(db, now);
        DecideApplication.Invite(application, person, "applicant", db, now);
        return application.State;
    }

    /// <summary>Who named them; the nomination is answered with this and goes.</summary>
    static async Task<Applicant?> NamedByAsync(Application application, ProfileDb db, DataKeys<ProfileDb> keys, CancellationToken ct)
    {
        if (application.NominationId is not { } id || await db.Nominations.SingleOrDefaultAsync(n => n.Id == id, ct) is not { Names: { } names } nomination)
            return null;
        var by = NominationNames.Open(await keys.ForAsync(id, ct), names).By;
        db.Remove(nomination);
        await keys.ForgetAsync(id, ct);
        return by;
    }

    /// <summary>Where somebody stands who has applied before, or is in the cohort already.</summary>
    static async Task<string?> EarlierAsync(Person person, Guid cohort, ProfileDb db, CancellationToken ct) =>
        person.In(cohort, Membership.Student) is not null ? Application.Admitted
            : await db.Applications.Where(a => a.CohortId == cohort && a.PersonId == person.Id).Select(a => a.State).SingleOrDefaultAsync(ct);

    /// <summary>A page that its person has saved stays as it is; so does a stage that only the office may change.</summary>
    static void Write(Person person, ApplicationForm form, Cohort cohort)
    {
        var student = person.BecomeStudent();
        if (student.AnsweredAt is not null)
            return;
        if (!(person.MinorUntil.IsUnknown && student.Stage == Stages.HighSchool))
            student.MoveTo(form.Stage);
        student.Write(student.Read() with
        {
            Interests = form.Interests,
            TimeZone = student.TimeZone.Length > 0 ? student.TimeZone : cohort.TimeZone,
        });
    }

    /// <summary>Says to be at high school, whatever the own page says: nobody is in before it is known how old they are.</summary>
    static bool MayBeMinor(Person person, ApplicationForm form) => person.MinorUntil.IsUnknown && form.Stage == Stages.HighSchool;
}
