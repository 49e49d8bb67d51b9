using System.Collections.Concurrent;
using Mentorship.Matching.Pool;
using Mentorship.ServiceDefaults;
using Mentorship.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Mentorship.Matching.Tests;

/// <summary>Profile as Matching sees it: the three addresses it pulls from, over real HTTP.</summary>
sealed class ProfileStandIn : IAsyncDisposable
{
    static readonly TermView[] First =
    [
        new("exploring", "Still exploring", null, "interest"),
        new("surgery", "Surgery", null, "interest"),
        new("heart-surgery", "Heart surgery", "surgery", "interest"),
        new("pediatrics", "Children’s medicine", null, "interest"),
        new("neurology", "Brain and nerves", null, "interest"),
        new("oncology", "Cancer", null, "interest"),
        new("first-research", "A first research project", null, "goal"),
        new("applying", "Applying to medical school", null, "goal"),
    ];

    StandIn _server = null!;

    public ConcurrentDictionary<Guid, PersonView> People { get; } = new();
    public ConcurrentDictionary<Guid, ChoiceView[]> Choices { get; } = new();

    /// <summary>The taxonomy, and its version.</summary>
    public TermView[] Terms { get; private set; } = First;
    public int TermsVersion { get; private set; } = 1;

    /// <summary>Somebody at Profile changes the terms.</summary>
    public void ChangeTerms(params TermView[] terms) => (Terms, TermsVersion) = (terms, TermsVersion + 1);

    /// <summary>While true, Profile answers nothing but errors.</summary>
    public bool Away { get; set; }

    /// <summary>While set, the taxonomy does not come before this is done: a worker that needs it stands still.</summary>
    public TaskCompletionSource? Held { get; set; }

    public string Address => _server.Address;

    public static async Task<ProfileStandIn> StartAsync()
    {
        var profile = new ProfileStandIn();
        profile._server = await StandIn.StartAsync(app =>
        {
            app.MapPost("/api/profile/views/matching", async (HttpRequest request) =>
            {
                if (profile.Away)
                    return Results.StatusCode(503);
                var asked = await request.ReadFromJsonAsync<Asked>(Json.Options);
                return Results.Json(asked!.Ids.Where(profile.People.ContainsKey).Select(id => profile.People[id]), Json.Options);
            });
            app.MapGet("/api/profile/imports/{id:guid}/choices", (Guid id) =>
                profile.Away ? Results.StatusCode(503) : Results.Json(profile.Choices[id], Json.Options));
            app.MapGet("/api/profile/taxonomy", async (HttpRequest request) =>
            {
                await (profile.Held?.Task ?? Task.CompletedTask);
                return profile.Away ? Results.StatusCode(503)
                    : request.Headers.IfNoneMatch == $"\"{profile.TermsVersion}\"" ? Results.StatusCode(304)
                    : Results.Json(new TaxonomyView(profile.TermsVersion, profile.Terms, []), Json.Options);
            });
        });
        return profile;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    sealed record Asked(Guid[] Ids);
}
