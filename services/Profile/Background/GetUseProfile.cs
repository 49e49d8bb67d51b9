using Mentorship.Profile.Vocabulary;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Background;

internal sealed record UseProfileView(int Version, string? Counsel, DateOnly? DecidedOn, FacetUseView[] Facets, EarlierUse[] Earlier);

/// <param name="Shipped">What holds before anybody has decided.</param>
internal sealed record FacetUseView(string Code, string Name, bool Protected, Use Use, Use Shipped);

internal sealed record EarlierUse(int Version, string Counsel, DateOnly DecidedOn, DateTimeOffset MadeAt);

internal static class GetUseProfile
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("use-profile", Handle)
        .WithSummary("What answers to each facet may be used for, on whose advice, and every version before").OnlyForAdministrators();

    static async Task<Ok<UseProfileView>> Handle(ProfileDb db, CancellationToken ct) => TypedResults.Ok(await ViewAsync(db, ct));

    public static async Task<UseProfileView> ViewAsync(ProfileDb db, CancellationToken ct)
    {
        var made = await db.UseProfiles.AsNoTracking().OrderByDescending(p => p.Version).ToListAsync(ct);
        var now = made.Count > 0 ? made[0] : UseProfile.Shipped;
        return new UseProfileView(now.Version, made.Count > 0 ? now.Counsel : null, now.DecidedOn,
            [.. Facets.All.Select(f => new FacetUseView(f.Code, f.Name, f.Protected, now.Of(f.Code), UseProfile.Shipped.Of(f.Code)))],
            [.. made.Select(p => new EarlierUse(p.Version, p.Counsel, p.DecidedOn!.Value, p.MadeAt))]);
    }
}
