namespace Mentorship.Portal.Clients;

/// <summary>One year's figures, as reviewers see them; no year before the first one is over.</summary>
internal sealed record OutcomeYear(int[] Years, int? Year, DateTimeOffset? MadeAt, int Publications, int Students, Division[] Figures);

/// <param name="Role">Whose: student or mentor.</param>
/// <param name="From">The first year that is counted.</param>
/// <param name="Figure">Null where it is too few to say.</param>
internal sealed record Division(string Role, string Code, string Name, bool Background, int From, Figure? Figure);

internal sealed record Figure(int People, Share[] All, FigureGroup[] Groups);

/// <param name="Rest">Several answers, together because one of them is too few alone.</param>
internal sealed record FigureGroup(string[] Names, bool Rest, int People, GroupShare[] Shares);

internal sealed record Share(string Measure, int Percent);

internal sealed record GroupShare(string Measure, int Percent, int Points, int Low, int High);

/// <summary>What a cohort's publications did, the newest first, and what its office may see by background.</summary>
internal sealed record CohortOutcomes(RoundOutcome[] Publications, ProgrammeYear[] Years);

internal sealed record RoundOutcome(Guid Id, Guid RunId, DateTimeOffset OutAt, Measures Measures);

internal sealed record ProgrammeYear(int Year, Division[] Figures);

/// <summary>How a draft or a publication comes out, without anybody's background.</summary>
internal sealed record Measures(int Students, int Matched, StageLine[] Stages, ChoiceLine Choices, WaitLine Waits, LoadLine Loads);

internal sealed record StageLine(string Stage, int Students, int Matched);

internal sealed record ChoiceLine(int Named, int First, int SecondOrThird, int Lower, int None);

internal sealed record WaitLine(int Median, int UnderTwoWeeks, int UnderThreeWeeks, int UnderFourWeeks, int Longer);

/// <param name="Mentors">How many mentors have 0, 1, 2 … students.</param>
internal sealed record LoadLine(int Students, int Places, int[] Mentors);

internal sealed record Reviewer(Guid Id, string Name, string Email, DateTimeOffset AppointedAt);
