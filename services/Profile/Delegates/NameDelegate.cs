using System.Security.Claims;
using Mentorship.Contracts;
using Mentorship.Ledger;
using Mentorship.Messaging;
using Mentorship.Profile.People;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Delegates;

internal sealed record NameDelegateRequest(string? Email, string? Name);

internal static class NameDelegate
{
    /// <summary>Each gets a mail, whoever has the address.</summary>
    const int MostADay = 10;

    static readonly TimeSpan Day = TimeSpan.FromDays(1);

    static readonly Refusal Yourself = new("Yourself", "This is your own address, and you answer for yourself already. Write the address of your assistant.");
    static readonly Refusal NoProgramme = new("NoProgramme", "You are a mentor in no cohort at the moment, so there is nothing to answer.");
    static readonly Refusal TooMany = new("TooMany", $"{NamedDelegate.Most} people answer for you, which is the most. End one first.");
    static readonly Refusal TooOften = new("TooOften", $"You have named {MostADay} people within a day, and each got a mail. Try again tomorrow.");

    public static void Map(IEndpointRouteBuilder api) => api.MapPost("me/delegates", Handle)
        .WithSummary("Lets an assistant answer for the caller as a mentor, and invites them; naming them again changes nothing").OnlyForPeople().RetryRaces<ProfileDb>();

    static async Task<Results<NoContent, NotFound, ValidationProblem, ProblemHttpResult>> Handle(
        NameDelegateRequest request, ClaimsPrincipal user, ProfileDb db, LedgerOf<ProfileDb> ledger, TimeProvider time, CancellationToken ct)
    {
        // No constraint of the database counts them: one at a time does.
        await ledger.HoldAsync(ct);
        var me = user.PersonId();
        if (await db.People.Include(p => p.Mentor).Include(p => p.Addresses).Include(p => p.Memberships).ThenInclude(m => m.Cohort).AsSplitQuery()
                .SingleOrDefaultAsync(p => p.Id == me, ct) is not { Mentor: not null } mentor)
            return TypedResults.NotFound();
        var read = new FormReader(lenient: false);
        var email = read.Email("email", request.Email ?? "");
        var name = read.Name("name", request.Name ?? "");
        if (name.Length == 0)
            read.Bad("name", "", "Write the name of your assistant.");
        if (!read.Ok)
            return read.Problem();
        var key = Person.KeyOf(email);
        if (mentor.Addresses.Exists(a => a.Key == key))
            return Yourself.Problem();
        if (mentor.Memberships.Where(m => m.Role == Membership.Mentor).MaxBy(m => m.JoinedAt) is not { Cohort.ProgrammeId: var programme })
            return NoProgramme.Problem();

        var now = time.GetUtcNow();
        var named = await db.Delegates.Where(d => d.MentorId == me).ToListAsync(ct);
        var person = await db.People.Include(p => p.Student).WithAddress(key).SingleOrDefaultAsync(ct);
        var delegation = person is null ? null : named.Find(d => d.DelegateId == person.Id);
        if (delegation is { IsOver: false })
            return TypedResults.NoContent();
        if (named.Count(d => !d.IsOver) >= NamedDelegate.Most)
            return TooMany.Problem();
        if (named.Count(d => d.NamedAt > now - Day) >= MostADay)
            return TooOften.Problem();

        person ??= db.People.Add(Person.Join(email, name, now)).Entity;
        delegation ??= db.Add(NamedDelegate.Of(me, person.Id)).Entity;
        // Whoever was told within the day, and named again, knows.
        var told = delegation.NamedAt > now - Day;
        delegation.Begin(name, email, now);
        if (!told && !person.IsMinor(now))
        {
            person.MovedAddress(db, now);
            db.Announce(new PersonInvited { PersonId = person.Id, ProgrammeId = programme, Role = AnsweringFor.Role, MentorId = me, Version = person.Version, InvitedAt = now }, now);
        }
        await ledger.RecordAsync(new Act("delegate.named", me, now) { Subject = person.Id }, ct);
        await db.SaveChangesAsync(ct);
        return TypedResults.NoContent();
    }
}
