using System.Security.Claims;
using Mentorship.Contracts;
using Mentorship.Ledger;
using Mentorship.Messaging;
using Mentorship.Profile.Applications;
using Mentorship.Profile.People;
using Mentorship.ServiceDefaults;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Guardians;

internal sealed record GuardianRequest(string? Name, string? Email, string? Language)
{
    /// <summary>The guardian, or null with what is wrong in <paramref name="read"/>.</summary>
    public GuardianDetails? Read(FormReader read, Person student)
    {
        var (name, email) = (read.PersonName("name", Name), read.Email("email", Email ?? ""));
        if (student.Addresses.Exists(a => a.Key == Person.KeyOf(email)))
            read.Bad("email", "", "This is the student’s own address. Write the guardian’s.");
        if (!GuardianDetails.Languages.Contains(Language))
            read.Bad("language", Language ?? "", "Choose the language in which the guardian is written to.");
        return read.Ok ? new GuardianDetails(name, email, Language!) : null;
    }
}

/// <summary>A minor names their guardian, who gets one mail.</summary>
internal static class AskGuardian
{
    internal static readonly Refusal OfAge = new("OfAge", "This student counts as of age, so nobody has to agree for them.");
    static readonly Refusal UnderThirteen = new("UnderThirteen", "Nobody under 13 can take part.");
    static readonly Refusal AnsweredAlready = new("GuardianAnswered", "Your guardian has said yes. If somebody else is to decide for you, write to the programme office.");
    static readonly Refusal AskedOften = new("GuardianAskedOften", "Three mails have gone out for you already. Write to the programme office; they can send another.");

    public static void Map(IEndpointRouteBuilder api) => api.MapPut("me/guardians/{programmeId:guid}", Handle)
        .WithSummary("Names one's guardian in a programme, who is asked by one mail; three times at most").OnlyForPeople().RetryRaces<ProfileDb>();

    static async Task<Results<NoContent, NotFound, ValidationProblem, ProblemHttpResult>> Handle(
        Guid programmeId, GuardianRequest request, ClaimsPrincipal user, ProfileDb db, DataKeys<ProfileDb> keys, LedgerOf<ProfileDb> ledger, TimeProvider time, CancellationToken ct)
    {
        var me = user.PersonId();
        var cohort = await db.Memberships.Where(m => m.PersonId == me && m.Role == Membership.Student && m.Cohort.ProgrammeId == programmeId)
            .OrderByDescending(m => m.JoinedAt).Select(m => m.CohortId).FirstOrDefaultAsync(ct);
        if (cohort == Guid.Empty)
            return TypedResults.NotFound();
        var student = await StudentAsync(db, me, ct);
        var read = new FormReader(lenient: false);
        if (request.Read(read, student) is not { } guardian)
            return read.Problem();
        if (await db.Consents.FindAsync([programmeId, me], ct) is { } before)
        {
            if (before.State is Consent.Given or Consent.Confirmed)
                return AnsweredAlready.Problem();
            if (before.Askings >= Consent.MostByStudent)
                return AskedOften.Problem();
        }
        if (await AskAsync(db, keys, ledger, student, programmeId, cohort, guardian, me, time.GetUtcNow(), ct) is { } refusal)
            return refusal.Problem();
        await db.SaveChangesAsync(ct);
        return TypedResults.NoContent();
    }

    public static Task<Person> StudentAsync(ProfileDb db, Guid id, CancellationToken ct) =>
        db.People.Include(p => p.Student).Include(p => p.Mentor).Include(p => p.Addresses).SingleAsync(p => p.Id == id, ct);

    /// <summary>Asks a guardian anew; the caller saves.</summary>
    public static async Task<Refusal?> AskAsync(
        ProfileDb db, DataKeys<ProfileDb> keys, LedgerOf<ProfileDb> ledger, Person student, Guid programme, Guid cohort, GuardianDetails guardian, Guid by, DateTimeOffset now, CancellationToken ct)
    {
        if (!student.IsMinor(now))
            return OfAge;
        if (student.MinorUntil.UnderThirteen(Person.Today(now)))
            return UnderThirteen;
        if (await db.Consents.FindAsync([programme, student.Id], ct) is not { } consent)
            db.Add(consent = Consent.Of(programme, student.Id));
        var wasInForce = consent.InForce;
        consent.Ask(guardian, await keys.ForAsync(student.Id, ct), now);
        db.Announce(new GuardianAsked { AskingId = consent.AskingId, StudentId = student.Id, ProgrammeId = programme, CohortId = cohort, Version = consent.Version, AskedAt = now }, now);
        if (wasInForce)
            student.Changed(db, now);
        await ledger.RecordAsync(new Act("guardian.asked", by, now) { Subject = student.Id, Cohort = cohort, Programme = programme }, ct);
        return null;
    }
}
