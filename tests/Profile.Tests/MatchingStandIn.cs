using System.Collections.Concurrent;
using Mentorship.ServiceDefaults;
using Mentorship.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Mentorship.Profile.Tests;

/// <summary>Matching as Profile sees it: what became of a publication. One for all tests, since publications have ids of their own.</summary>
static class MatchingStandIn
{
    static readonly ConcurrentDictionary<Guid, object?> Outcomes = new();
    static readonly ConcurrentDictionary<Guid, int> Questions = new();

    static readonly Lazy<Task<StandIn>> Server = new(() => StandIn.StartAsync(app => app.MapGet("/api/matching/views/outcomes", (Guid publication) =>
    {
        Questions.AddOrUpdate(publication, 1, (_, n) => n + 1);
        return Outcomes.TryGetValue(publication, out var outcome) ? outcome is null ? Results.StatusCode(503) : Results.Json(outcome, Json.Options) : Results.NotFound();
    })));

    public static async Task<string> AddressAsync() => (await Server.Value).Address;

    /// <summary>What it answers from now on; nothing but errors where that is null.</summary>
    public static void Says(Guid publication, object? outcome) => Outcomes[publication] = outcome;

    public static int AskedAbout(Guid publication) => Questions.GetValueOrDefault(publication);
}
