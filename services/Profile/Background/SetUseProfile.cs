using System.Security.Claims;
using Mentorship.Ledger;
using Mentorship.Profile.People;
using Mentorship.Profile.Vocabulary;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Mentorship.Profile.Background;

internal sealed record SetUseProfileRequest(Dictionary<string, Use>? Uses, string? Counsel, DateOnly? DecidedOn, int Version);

internal static class SetUseProfile
{
    const int LongestCounsel = 120;

    public static void Map(IEndpointRouteBuilder api) => api.MapPut("use-profile", Handle)
        .WithSummary("Decides what answers to each facet may be used for, for everybody and at once").OnlyForAdministrators().RetryRaces<ProfileDb>();

    static async Task<Results<Ok<UseProfileView>, ValidationProblem, ProblemHttpResult>> Handle(
        SetUseProfileRequest request, ClaimsPrincipal user, ProfileDb db, LedgerOf<ProfileDb> ledger, TimeProvider time, CancellationToken ct)
    {
        var (now, uses, counsel) = (time.GetUtcNow(), request.Uses ?? [], PersonName.Clean(request.Counsel ?? ""));
        if (Mistakes(uses, counsel, request.DecidedOn, now).ToArray() is { Length: > 0 } mistakes)
            return Invalid.Fields(mistakes);
        var before = await db.UseInForceAsync(ct);
        if (request.Version != before.Version)
            return ChangeStudent.ChangedMeanwhile.Problem();

        var next = before.Next(Facets.All.Select(f => new FacetUse(f.Code, uses[f.Code])), counsel, request.DecidedOn!.Value, user.PersonId(), now);
        db.Add(next);
        await ledger.RecordAsync(new Act("use-profile.changed", user.PersonId(), now) { Details = new { next.Version, next.DecidedOn, Uses = uses } }, ct);
        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(await GetUseProfile.ViewAsync(db, ct));
    }

    static IEnumerable<(string, string)> Mistakes(Dictionary<string, Use> uses, string counsel, DateOnly? decidedOn, DateTimeOffset now)
    {
        if (!uses.Keys.Order(StringComparer.Ordinal).SequenceEqual(Facets.All.Select(f => f.Code).Order(StringComparer.Ordinal)))
            yield return ("uses", "Decide on every question, and on no other.");
        if (counsel.Length is 0 or > LongestCounsel)
            yield return ("counsel", $"Write who advised the school, in at most {LongestCounsel} characters.");
        if (decidedOn is not { } day)
            yield return ("decidedOn", "Write the day of the advice.");
        else if (day > DateOnly.FromDateTime(now.UtcDateTime.AddHours(14)))
            yield return ("decidedOn", "The day of the advice cannot lie ahead.");
    }
}
