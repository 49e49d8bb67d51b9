using System.Security.Claims;
using Mentorship.Ledger;
using Mentorship.Profile.People;
using Mentorship.Profile.Vocabulary;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Delegates;

internal static class ChangePageFor
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPut("mentors/{id:guid}/page", Handle)
        .WithSummary("Saves the page of a mentor for whom the caller answers, or the part of it that is sent; the mentor sees when, and the ledger who").OnlyForPeople().RetryRaces<ProfileDb>();

    static async Task<Results<Ok<PageFor>, NotFound, ValidationProblem, ProblemHttpResult>> Handle(
        Guid id, ChangeMentorRequest request, ClaimsPrincipal user, ProfileDb db, LedgerOf<ProfileDb> ledger, TermsInForce inForce, TimeProvider time, CancellationToken ct)
    {
        if (await db.DelegationsOf(user).SingleOrDefaultAsync(d => d.MentorId == id, ct) is not { } named
            || await PersonView.Load(db).SingleOrDefaultAsync(p => p.Id == id, ct) is not { Mentor: not null } person)
            return TypedResults.NotFound();
        var terms = await inForce.GetAsync(db, ct);
        var read = new FormReader(lenient: false);
        var page = request.Read(read, person, terms, IntakeSteps.OfDelegate);
        if (!read.Ok)
            return read.Problem();
        if (request.Version != person.Version)
            return ChangeStudent.ChangedMeanwhile.Problem();

        var now = time.GetUtcNow();
        if (page.WriteTo(person, db, now))
        {
            named.Changed(now);
            await ledger.RecordAsync(new Act("mentor.changed-by-delegate", named.DelegateId, now) { Subject = id }, ct);
            await db.SaveChangesAsync(ct);
        }
        return TypedResults.Ok(PageFor.Of(person, terms));
    }
}
