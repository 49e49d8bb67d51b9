using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Mentorship.Portal.Tests;

/// <summary>An act in the ledger of one of the services.</summary>
public sealed record Recorded(string Act, DateTimeOffset At, Guid? Actor = null, Guid? Subject = null, Guid? Partner = null)
{
    /// <summary>None where the person it was about was erased.</summary>
    public object? Details { get; init; } = new { };
}

/// <summary>What a cohort's office decided: two ledgers, and one draft.</summary>
public sealed partial class PortalHost
{
    /// <summary>By service, the oldest first; the first is row 1.</summary>
    public Dictionary<string, List<Recorded>> Ledgers { get; } = new() { ["matching"] = [], ["profile"] = [] };

    /// <summary>What the services were asked for, with its query.</summary>
    public ConcurrentQueue<(string Service, string Query)> LedgersAsked { get; } = [];

    public Guid Run { get; } = NewId();

    /// <summary>What comes out when the draft is worked out again.</summary>
    public (bool Same, int Differing) Replay { get; set; } = (true, 0);

    static void Deciding(WebApplication app, Func<PortalHost> host)
    {
        foreach (var service in (string[])["matching", "profile"])
            app.MapGet($"/api/{service}/cohorts/{{id:guid}}/ledger", (Guid id, HttpRequest request, long? before, long? after, int size, Guid? person, string? acts) =>
            {
                host().LedgersAsked.Enqueue((service, request.QueryString.Value!));
                var all = host().Ledgers[service].Select((act, at) => new { seq = at + 1L, at = act.At, act = act.Act, actorId = act.Actor, subjectId = act.Subject, partnerId = act.Partner, details = act.Details }).ToArray();
                var asked = all.Where(a => (person is null || a.subjectId == person || a.partnerId == person) && (acts is null || acts.Split(',').Contains(a.act))).ToArray();
                var stretch = after is null ? asked.Where(a => before is null || a.seq < before).Reverse().Take(size) : asked.Where(a => a.seq > after).Take(size).Reverse();
                return Results.Json(new { total = asked.Length, items = stretch, actors = all.Select(a => a.actorId).OfType<Guid>().Distinct() });
            });
        app.MapGet("/api/profile/cohorts/{id:guid}/people", (string? q) => host()._people.Where(p => p.Value.Name.Contains(q ?? "", StringComparison.OrdinalIgnoreCase))
            .Select(p => new { id = p.Key, name = p.Value.Name, email = p.Value.Email, role = p.Value.Roles.FirstOrDefault() }).ToArray() is var found
                ? Results.Json(new { total = found.Length, students = 1, mentors = 1, items = found }) : Results.NotFound());
        app.MapGet("/api/matching/runs/{id:guid}", (Guid id) => id != host().Run ? Results.NotFound() : Results.Json(new
        {
            id, cohortId = host().Cohort, number = 4, state = "done", policyVersion = 1, objective = "fair", seed = 1, certificate = "valid", matched = 1, students = 1, mentors = 1, placesLeft = 0,
            createdAt = host().Clock.GetUtcNow(), pinned = 0, published = false, canUndo = false,
        }));
        app.MapGet("/api/matching/runs/{id:guid}/pairs", () => Results.Json(new { total = 0, items = Array.Empty<object>() }));
        app.MapGet("/api/matching/runs/{id:guid}/unmatched", () => Results.Json(Array.Empty<object>()));
        app.MapGet("/api/matching/runs/{id:guid}/load", () => Results.Json(new { total = 0, items = Array.Empty<object>() }));
        app.MapPost("/api/matching/runs/{id:guid}/replay", () =>
            Results.Json(new { same = host().Replay.Same, pairs = 214, differing = host().Replay.Differing, milliseconds = 312.5, certificate = "valid" }));
    }
}
