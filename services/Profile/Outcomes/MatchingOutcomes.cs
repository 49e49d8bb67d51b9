using System.Net;
using System.Net.Http.Json;
using Mentorship.ServiceDefaults;

namespace Mentorship.Profile.Outcomes;

/// <summary>What Matching says of a publication. Everything but the state is there only once it is out.</summary>
internal sealed record PublicationOutcome(PublicationState State, DateTimeOffset? OutAt, Measures? Measures, StudentOutcome[]? Students, MentorOutcome[]? Mentors);

internal enum PublicationState
{
    Pending,
    TakenBack,
    Out,
}

/// <param name="Before">They stood in a round that went out before, and were counted with that one.</param>
internal sealed record StudentOutcome(Guid Id, string Stage, bool Matched, int? Choice, bool Before);

internal sealed record MentorOutcome(Guid Id, int Load, bool Before);

/// <summary>How a publication came out without anybody's background, as Matching counts it for drafts too.</summary>
internal sealed record Measures(int Students, int Matched, StageLine[] Stages, ChoiceLine Choices, WaitLine Waits, LoadLine Loads);

internal sealed record StageLine(string Stage, int Students, int Matched);

internal sealed record ChoiceLine(int Named, int First, int SecondOrThird, int Lower, int None);

internal sealed record WaitLine(int Median, int UnderTwoWeeks, int UnderThreeWeeks, int UnderFourWeeks, int Longer);

internal sealed record LoadLine(int Students, int Places, int[] Mentors);

/// <summary>Matching's HTTP, as far as Profile uses it.</summary>
internal sealed class MatchingOutcomes(ServiceCalls calls)
{
    /// <summary>Null where Matching does not know the publication, as after a restore.</summary>
    public async Task<PublicationOutcome?> OfAsync(Guid publication, CancellationToken ct)
    {
        using var matching = calls.To("matching", "profile");
        using var answer = await matching.GetAsync(new Uri($"views/outcomes?publication={publication}", UriKind.Relative), ct);
        if (answer.StatusCode == HttpStatusCode.NotFound)
            return null;
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<PublicationOutcome>(Json.Options, ct);
    }
}
