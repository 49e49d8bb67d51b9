using System.Net.Http.Json;
using System.Text.Json;
using Mentorship.Contracts;
using Mentorship.Testing;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Tests;

/// <summary>A student in a published round, as Matching knows them.</summary>
sealed record Placed(Guid Id, bool Matched, int? Choice = null, bool Before = false, string Stage = "college");

/// <summary>Publications that Profile hears of, and what Matching says they did.</summary>
static class Publishing
{
    public static object Out(DateTimeOffset at, IReadOnlyCollection<Placed> students, params (Guid Id, int Load)[] mentors) => new
    {
        state = "out",
        outAt = at,
        measures = new
        {
            students = students.Count,
            matched = students.Count(s => s.Matched),
            stages = students.GroupBy(s => s.Stage).Select(g => new { stage = g.Key, students = g.Count(), matched = g.Count(s => s.Matched) }),
            choices = new { named = 0, first = 0, secondOrThird = 0, lower = 0, none = 0 },
            waits = new { median = 3, underTwoWeeks = students.Count, underThreeWeeks = 0, underFourWeeks = 0, longer = 0 },
            loads = new { students = 0, places = 0, mentors = new[] { 0 } },
        },
        students = students.Select(s => new { s.Id, s.Stage, s.Matched, s.Choice, days = 3, s.Before }),
        mentors = mentors.Select(m => new { m.Id, m.Load, capacity = 2, before = false }),
    };

    public static async Task<Guid> HearOfAsync(this ProfileHost host, object? outcome, Guid? cohort = null, TimeSpan? goesOutIn = null)
    {
        var publication = ProfileHost.NewId();
        MatchingStandIn.Says(publication, outcome);
        var now = host.Clock.GetUtcNow();
        await host.HearAsync(new RunPublished
        {
            CohortId = cohort ?? host.Cohort, RunId = ProfileHost.NewId(), PublicationId = publication, Version = 1, Pairs = 1, GoesOutAt = now + (goesOutIn ?? TimeSpan.Zero), PublishedAt = now,
        });
        await Eventually.True("the publication is noted", async () => await host.RoundAsync(publication) is not null);
        return publication;
    }

    /// <summary>Publishes, and waits until it is counted.</summary>
    public static async Task<Guid> PublishAsync(this ProfileHost host, IReadOnlyCollection<Placed> students, Guid? cohort = null, params (Guid Id, int Load)[] mentors)
    {
        var publication = ProfileHost.NewId();
        MatchingStandIn.Says(publication, Out(host.Clock.GetUtcNow(), students, mentors));
        var now = host.Clock.GetUtcNow();
        await host.HearAsync(new RunPublished { CohortId = cohort ?? host.Cohort, RunId = ProfileHost.NewId(), PublicationId = publication, Version = 1, Pairs = 1, GoesOutAt = now, PublishedAt = now });
        await host.FrozenAsync(publication);
        return publication;
    }

    public static async Task<Outcomes.PublishedRound?> RoundAsync(this ProfileHost host, Guid publication)
    {
        await using var db = host.Db();
        return await db.PublishedRounds.AsNoTracking().SingleOrDefaultAsync(p => p.Id == publication);
    }

    public static Task FrozenAsync(this ProfileHost host, Guid publication) =>
        Eventually.True("what it did is counted", async () => await host.RoundAsync(publication) is { FrozenAt: not null });

    /// <summary>Lets the year pass, and waits for its figures.</summary>
    public static async Task CloseYearAsync(this ProfileHost host)
    {
        var year = host.Clock.GetUtcNow().Year;
        host.Advance(new DateTimeOffset(year + 1, 1, 1, 12, 0, 0, TimeSpan.Zero) - host.Clock.GetUtcNow());
        await Eventually.True("the figures of the year are made", async () =>
        {
            await using var db = host.Db();
            return await db.ClosedYears.AnyAsync(y => y.Year == year);
        });
    }

    public static HttpClient AsReviewer(this ProfileHost host) => host.As(ProfileHost.NewId(), "reviewer");

    public static async Task<JsonElement> FiguresAsync(this ProfileHost host, int? year = null) =>
        await host.AsReviewer().GetAsync($"/api/profile/outcomes{(year is null ? "" : $"?year={year}")}").Json();

    public static async Task<JsonElement> OfCohortAsync(this ProfileHost host, Guid? cohort = null) =>
        await host.AsCoordinator().GetAsync($"/api/profile/cohorts/{cohort ?? host.Cohort}/outcomes").Json();

    public static JsonElement Of(this JsonElement figures, string division, string role = "student") =>
        figures.GetProperty("figures").EnumerateArray().Single(f => f.Text("code") == division && f.Text("role") == role);

    /// <summary>Students who answered this to that.</summary>
    public static async Task<Guid[]> JoinAsync(this ProfileHost host, int count, params (string Facet, string Choice)[] answers)
    {
        var ids = new Guid[count];
        for (var n = 0; n < count; n++)
        {
            ids[n] = await host.AddStudentAsync($"{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):n}@students.example");
            foreach (var (facet, choice) in answers)
                await host.AnswerAsync(ids[n], facet, choice);
        }
        return ids;
    }

    public static async Task AnswerAsync(this ProfileHost host, Guid person, string facet, string choice) =>
        await host.As(person, "student").PutAsJsonAsync($"/api/profile/me/facets/{facet}", new { choices = new[] { choice } }).Json();

    /// <summary>The first so many with a mentor, the others without.</summary>
    public static Placed[] Matched(this Guid[] students, int matched, int firstChoice = 0) =>
        [.. students.Select((id, n) => new Placed(id, n < matched, n < firstChoice ? 1 : null))];
}
