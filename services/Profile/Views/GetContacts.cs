using Mentorship.Profile.Delegates;
using Mentorship.Profile.Erasures;
using Mentorship.Profile.People;
using Mentorship.Profile.Readings;
using Mentorship.Profile.Reviewers;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Mentorship.Profile.Views;

/// <param name="RecoveryEmail">An address that is not theirs yet and opens their account once.</param>
/// <param name="SignInResets">How often what they sign in with was voided.</param>
internal sealed record ContactView(
    Guid Id, int Version, bool Erased, string Name, string Email, string? SecondEmail, string? RecoveryEmail, int SignInResets, string TimeZone, string[] Roles)
{
    public static ContactView OfErased(Guid id, int version) => new(id, version, Erased: true, "", "", null, null, 0, "", []);
}

internal static class GetContacts
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPost("views/contacts", Handle)
        .WithSummary("Names, addresses and roles of up to 200 people, to write to them and to let them in").OnlyFor("notification", "portal");

    static async Task<Results<Ok<ContactView[]>, ValidationProblem>> Handle(
        ViewRequest request, ProfileDb db, IOptions<SchoolOptions> school, TimeProvider time, CancellationToken ct)
    {
        if (!request.Fits)
            return ViewRequest.TooMany;
        var people = await db.People.AsNoTracking().Include(p => p.Student).Include(p => p.Mentor).Include(p => p.Memberships)
            .Where(p => request.Ids!.Contains(p.Id)).ToListAsync(ct);
        var runs = (await db.Coordinators.Where(c => request.Ids!.Contains(c.PersonId)).ToListAsync(ct)).ToLookup(c => c.PersonId, c => c.ProgrammeId);
        var reads = (await db.Readers.Where(r => request.Ids!.Contains(r.PersonId)).ToListAsync(ct)).ToLookup(r => r.PersonId, r => r.ProgrammeId);
        var reviewers = await db.Reviewers.Where(r => request.Ids!.Contains(r.PersonId)).Select(r => r.PersonId).ToHashSetAsync(ct);
        // Also whose time is over: they are told so, and whom they may answer for is decided anew each time.
        var answer = await db.Delegates.Where(d => request.Ids!.Contains(d.DelegateId)).Select(d => d.DelegateId).ToHashSetAsync(ct);
        var now = time.GetUtcNow();
        var recoveries = await db.Recoveries.Where(r => request.Ids!.Contains(r.PersonId) && r.EndsAt > now).ToDictionaryAsync(r => r.PersonId, r => r.Email, ct);
        var erased = await db.ErasedAmongAsync(request.Ids!, ct);
        return TypedResults.Ok<ContactView[]>([.. people.Select(p => View(p, [.. Roles("coordinator", runs[p.Id]), .. Roles(NameReader.Role, reads[p.Id]), .. reviewers.Contains(p.Id) ? [Reviewer.Role] : Array.Empty<string>(), .. answer.Contains(p.Id) && !p.IsMinor(now) ? [AnsweringFor.Role] : Array.Empty<string>()], recoveries.GetValueOrDefault(p.Id), school.Value.TimeZone)), .. erased.Select(e => ContactView.OfErased(e.Key, e.Value))]);
    }

    static ContactView View(Person p, string[] parts, string? recovery, string school) =>
        new(p.Id, p.Version, Erased: false, p.Name, p.Email, p.SecondEmail, recovery, p.SignInResets, p.Student?.TimeZone ?? p.Mentor?.TimeZone ?? school,
            [.. p.Memberships.Select(m => m.Role).Distinct().Order(StringComparer.Ordinal), .. parts]);

    static IEnumerable<string> Roles(string role, IEnumerable<Guid> programmes) => programmes.Order().Select(p => $"{role}:{p}");
}
