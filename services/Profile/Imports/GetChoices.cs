using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Imports;

internal sealed record ChoiceView(Guid StudentId, Guid MentorId, int Rank);

internal static class GetChoices
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("imports/{id:guid}/choices", Handle)
        .WithSummary("The whole lists of the students whose choices this import changed last").OnlyFor("matching");

    static async Task<Results<Ok<ChoiceView[]>, NotFound>> Handle(Guid id, ProfileDb db, CancellationToken ct) =>
        await db.Imports.AnyAsync(i => i.Id == id, ct)
            ? TypedResults.Ok(await db.Choices.Where(c => c.ImportId == id && db.People.Any(p => p.Id == c.StudentId) && db.People.Any(p => p.Id == c.MentorId)).OrderBy(c => c.StudentId).ThenBy(c => c.Rank).ThenBy(c => c.MentorId)
                .Select(c => new ChoiceView(c.StudentId, c.MentorId, c.Rank)).ToArrayAsync(ct))
            : TypedResults.NotFound();
}
