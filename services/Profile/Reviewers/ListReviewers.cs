using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Reviewers;

internal sealed record ReviewerView(Guid Id, string Name, string Email, DateTimeOffset AppointedAt);

internal static class ListReviewers
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("reviewers", Handle)
        .WithSummary("Who reviews outcome figures: administrators appoint them").OnlyForAdministrators();

    static async Task<Ok<ReviewerView[]>> Handle(ProfileDb db, CancellationToken ct)
    {
        var rows = from r in db.Reviewers
                   join p in db.People on r.PersonId equals p.Id
                   orderby p.Name, p.Id
                   select new ReviewerView(p.Id, p.Name, p.Email, r.AppointedAt);
        return TypedResults.Ok(await rows.AsNoTracking().ToArrayAsync(ct));
    }
}
