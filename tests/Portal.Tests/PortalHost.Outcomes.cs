using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Mentorship.Portal.Tests;

public sealed partial class PortalHost
{
    /// <summary>No year is over yet.</summary>
    public bool FirstYear { get; set; }

    /// <summary>Whether the newest draft is published, and whether what it did is counted.</summary>
    public (bool Published, bool Counted) LastDraft { get; set; }

    /// <summary>The programme's own figure by background is enough to show.</summary>
    public bool OwnFigure { get; set; }

    /// <summary>What administrators did about reviewers: an address, or who was removed.</summary>
    public ConcurrentQueue<string> OfReviewers { get; } = [];

    static void Reviewing(WebApplication app, Func<PortalHost> host)
    {
        app.MapGet("/api/profile/outcomes", (HttpRequest request, int? year) => !Roles(request).Contains("reviewer") ? Results.StatusCode(403)
            : host().FirstYear ? Results.Json(new { years = Array.Empty<int>(), publications = 0, students = 0, figures = Array.Empty<object>() })
            : year is not (null or 2026 or 2025) ? Results.NotFound()
            : Results.Json(new { years = new[] { 2026, 2025 }, year = year ?? 2026, madeAt = "2027-01-01T08:00:00Z", publications = 4, students = 388, figures = year == 2025 ? [] : Figures() }));
        app.MapGet("/api/profile/cohorts/{id:guid}/outcomes", (Guid id) => id != host().Cohort ? Results.NotFound() : Results.Json(new
        {
            publications = host().LastDraft.Counted ? [new { id = host().Pair, runId = host().Mentor, outAt = "2027-03-14T15:00:00Z", measures = Measures(96) }] : Array.Empty<object>(),
            years = host().LastDraft.Counted ? [new { year = 2026, figures = new[] { host().OwnFigure ? Rural() : new { role = "student", code = "rural", name = "Rural upbringing", background = true, from = 2026 } } }] : Array.Empty<object>(),
        }));
        app.MapGet("/api/matching/cohorts/{id:guid}/runs", (Guid id) => Results.Json(id != host().Cohort ? [] : new[]
        {
            new { id = host().Mentor, number = 7, state = "done", origin = "fill", createdAt = host().Clock.GetUtcNow(), matched = 96, students = 102, published = host().LastDraft.Published },
        }));
        app.MapGet("/api/matching/runs/{id:guid}/outcomes", (Guid id) => Results.Json(Measures(95)));
        app.MapGet("/api/profile/reviewers", (HttpRequest request) => !Roles(request).Contains("administrator") ? Results.StatusCode(403)
            : Results.Json(new[] { new { id = host().Mentor, name = "Prof. Marchetti", email = "marchetti@faculty.example", appointedAt = "2027-03-01T15:00:00Z" } }));
        app.MapPost("/api/profile/reviewers", (JsonElement named) =>
        {
            if (named.GetProperty("name").GetString() is "")
                return Results.ValidationProblem(new Dictionary<string, string[]> { ["name"] = ["Write the reviewer's name."] });
            host().OfReviewers.Enqueue(named.GetProperty("email").GetString()!);
            return Results.Json(new { personId = host().Mentor }, statusCode: 201);
        });
        app.MapDelete("/api/profile/reviewers/{id:guid}", (Guid id) =>
        {
            host().OfReviewers.Enqueue($"{id}");
            return Results.NoContent();
        });
    }

    static object Measures(int matched) => new
    {
        students = 102, matched,
        stages = new[] { new { stage = "college", students = 62, matched = matched - 37 }, new { stage = "", students = 40, matched = 37 } },
        choices = new { named = 90, first = 58, secondOrThird = 25, lower = 4, none = 3 },
        waits = new { median = 19, underTwoWeeks = 21, underThreeWeeks = 34, underFourWeeks = 29, longer = 18 },
        loads = new { students = 132, places = 150, mentors = new[] { 3, 8, 24, 20, 4 } },
    };

    static object Rural() => new
    {
        role = "student", code = "rural", name = "Rural upbringing", background = true, from = 2025,
        figure = new
        {
            people = 333, all = new[] { new { measure = "matched", percent = 93 }, new { measure = "first-choice", percent = 60 } },
            groups = new object[]
            {
                new { names = new[] { "In a city or suburb" }, rest = false, people = 191, shares = new[] { Share("matched", 96, 8, 2, 15), Share("first-choice", 61, 2, -3, 8) } },
                new { names = new[] { "In a rural place", "In a small town" }, rest = true, people = 142, shares = new[] { Share("matched", 88, -8, -15, -2), Share("first-choice", 59, -2, -8, 3) } },
            },
        },
    };

    static object[] Figures() =>
    [
        Rural(), new { role = "student", code = "veteran", name = "Veteran", background = true, from = 2024 },
        new
        {
            role = "mentor", code = "gender", name = "Gender identity", background = true, from = 2026,
            figure = new
            {
                people = 71, all = new[] { new { measure = "two-or-more", percent = 60 } },
                groups = new[]
                {
                    new { names = new[] { "Woman" }, rest = false, people = 36, shares = new[] { Share("two-or-more", 64, 7, -15, 29) } },
                    new { names = new[] { "Man" }, rest = false, people = 35, shares = new[] { Share("two-or-more", 57, -7, -29, 15) } },
                },
            },
        },
    ];

    static object Share(string measure, int percent, int points, int low, int high) => new { measure, percent, points, low, high };

    static string[] Roles(HttpRequest request) => [.. new Microsoft.IdentityModel.JsonWebTokens.JsonWebToken(request.Headers.Authorization.ToString()["Bearer ".Length..]).Claims.Where(c => c.Type == "role").Select(c => c.Value)];
}
