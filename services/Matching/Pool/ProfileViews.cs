using System.Net;
using System.Net.Http.Json;
using Mentorship.ServiceDefaults;

namespace Mentorship.Matching.Pool;

/// <summary>A person as Profile lets Matching see them.</summary>
sealed record PersonView
{
    public required Guid Id { get; init; }
    public required int Version { get; init; }
    public bool Erased { get; init; }
    public StudentView? Student { get; init; }
    public MentorView? Mentor { get; init; }

    /// <summary>Choices by facet, where school and owner let them be used in matching.</summary>
    public IReadOnlyDictionary<string, string[]>? Facets { get; init; }
}

sealed record StudentView
{
    public string Stage { get; init; } = "";
    public string[] Interests { get; init; } = [];
    public string[] Goals { get; init; } = [];
    public string[] Languages { get; init; } = [];
    public string TimeZone { get; init; } = "";
    public string[] Availability { get; init; } = [];
    public bool Minor { get; init; }

    /// <summary>Of a minor: the cohorts in which a guardian's consent is in force.</summary>
    public Guid[] Consented { get; init; } = [];
    public Guid[] Cohorts { get; init; } = [];

    /// <summary>Mentors they are not to be paired with. Why, Profile does not tell.</summary>
    public Guid[] Conflicts { get; init; } = [];

    /// <summary>How much it matters that the mentor answered a facet alike.</summary>
    public IReadOnlyDictionary<string, Wish>? Wishes { get; init; }
}

enum Wish
{
    Somewhat,
    Lot,
}

sealed record MentorView
{
    public string[] Interests { get; init; } = [];
    public string[] Goals { get; init; } = [];
    public string[] Stages { get; init; } = [];
    public string[] Languages { get; init; } = [];
    public string TimeZone { get; init; } = "";
    public string[] Availability { get; init; } = [];
    public bool Flexible { get; init; }
    public MentorPlacesView[] Cohorts { get; init; } = [];
}

sealed record MentorPlacesView(Guid CohortId, int Capacity, int Minimum, bool Paused, bool Untrained, bool Cleared);

sealed record ChoiceView(Guid StudentId, Guid MentorId, int Rank);

sealed record TermView(string Code, string Name, string? Parent, string Kind)
{
    /// <summary>Codes of terms that were merged into this one.</summary>
    public string[] Formerly { get; init; } = [];
}

sealed record StageView(string Code, string Name);

sealed record TaxonomyView(int Version, TermView[] Terms, StageView[] Stages);

/// <summary>Profile's HTTP, as far as Matching uses it.</summary>
sealed class ProfileViews(ServiceCalls calls)
{
    public const int MostPeopleACall = 200;

    public async Task<PersonView[]> PeopleAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        using var profile = calls.To("profile", "matching");
        using var answer = await profile.PostAsJsonAsync("views/matching", new { ids }, Json.Options, ct);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<PersonView[]>(Json.Options, ct) ?? [];
    }

    public async Task<ChoiceView[]> ChoicesAsync(Guid importId, CancellationToken ct)
    {
        using var profile = calls.To("profile", "matching");
        return await profile.GetFromJsonAsync<ChoiceView[]>($"imports/{importId}/choices", Json.Options, ct) ?? [];
    }

    /// <summary>The taxonomy, or nothing when it is still of the version that is known.</summary>
    public async Task<TaxonomyView?> TaxonomyAsync(int? known, CancellationToken ct)
    {
        using var profile = calls.To("profile", "matching");
        using var question = new HttpRequestMessage(HttpMethod.Get, "taxonomy");
        if (known is { } version)
            question.Headers.IfNoneMatch.Add(new($"\"{version}\""));
        using var answer = await profile.SendAsync(question, ct);
        if (answer.StatusCode == HttpStatusCode.NotModified)
            return null;
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<TaxonomyView>(Json.Options, ct)
            ?? throw new HttpRequestException("Profile answered without a taxonomy.");
    }
}
