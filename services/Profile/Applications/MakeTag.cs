using System.Security.Claims;
using Mentorship.Profile.People;
using Mentorship.Profile.Programmes;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Applications;

internal sealed record MakeTagRequest(string? Name);

internal static class MakeTag
{
    const int LongestName = 80, Most = 100;

    static readonly Refusal TooMany = new("TooManyTags", $"This programme has {Most} links already. Use one of them.");

    public static void Map(IEndpointRouteBuilder api) => api.MapPost("programmes/{id:guid}/tags", Handle)
        .WithSummary("Makes a link of its own for one place, so that it can be counted who came from there").OnlyForPeople().RetryRaces<ProfileDb>();

    static async Task<Results<Created<SourceView>, NotFound, ValidationProblem, ProblemHttpResult>> Handle(
        Guid id, MakeTagRequest request, ClaimsPrincipal user, ProfileDb db, TimeProvider time, CancellationToken ct)
    {
        if (await db.ProgrammesRunBy(user).SingleOrDefaultAsync(p => p.Id == id, ct) is not { } programme)
            return TypedResults.NotFound();
        var read = new FormReader(lenient: false);
        var name = read.Line("name", request.Name ?? "", LongestName);
        if (name.Length == 0)
            read.Bad("name", "", "Write where the link will stand, for example the school’s name.");
        if (!read.Ok)
            return read.Problem();
        var taken = await db.SourceTags.Where(t => t.ProgrammeId == id).Select(t => t.Tag).ToListAsync(ct);
        if (taken.Count >= Most)
            return TooMany.Problem();

        var tag = db.Add(SourceTag.Of(programme, Slug.Free(name, "link", taken), name, time.GetUtcNow())).Entity;
        await db.SaveChangesAsync(ct);
        return TypedResults.Created((string?)null, new SourceView(Sources.Tagged, tag.Tag, tag.Name, 0, 0));
    }
}
