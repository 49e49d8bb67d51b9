namespace Mentorship.Portal.Clients;

/// <summary>What anybody may know of a programme, with the cohort that takes applications now or will next.</summary>
internal sealed record PublicProgramme(Guid Id, string Slug, string Name, string? Description, string? Eligibility, string[] Stages, PublicCohort? Cohort);

internal sealed record PublicCohort(
    Guid Id, string Name, string Kind, string TimeZone, DateTimeOffset From, DateTimeOffset? Until, bool IsOpen, int? PlaceLimit, Question[] Questions);

/// <param name="Kind"><c>text</c>, <c>choice</c> or <c>scale</c>.</param>
/// <param name="Options">What can be chosen; of a scale what its two ends mean.</param>
internal sealed record Question(Guid? Id, string Kind, string Wording, string[] Options, bool Required);

internal sealed record ApplicationSent(
    string? Name, string? Email, string? Stage, string[] Interests, IReadOnlyDictionary<Guid, string?> Answers, string? From, Guid? NominationId);

internal sealed record NominationSent(string? Name, string? Email, string? Relation, string? StudentName, string? StudentEmail);

/// <summary>A code on its way from Profile to Notification.</summary>
internal sealed record CodeToMail(Guid Id, Guid CohortId, string Email, string Code, DateTimeOffset Until);

/// <param name="Result"><c>right</c>, <c>wrong</c>, <c>tooOften</c> or <c>late</c>.</param>
internal sealed record ApplicationConfirmed(string Result, int Left, string? State);

internal sealed record NominationConfirmed(string Result, int Left, NominationToMail? Letter);

internal sealed record NominationToMail(Guid Id, Guid CohortId, string Name, string Email, string By, DateTimeOffset Until);

internal sealed record NominationSeen(Guid Id, string Slug, string ProgrammeName, bool IsOpen);

internal sealed record ProgrammeDetail(Guid Id, string Slug, string Name, string? Description, string? Eligibility, string[] Stages, bool IsPublic, int Version);

internal sealed record ProgrammeChange(string? Description, string? Eligibility, string[] Stages, bool IsPublic, int Version);

/// <param name="Source"><c>link</c>, <c>tag</c>, <c>nomination</c> or <c>referral</c>.</param>
internal sealed record SourceCount(string Source, string? Tag, string? Name, int Applications, int Admitted);

internal sealed record Applying(DateTimeOffset? From, DateTimeOffset? Until, int? PlaceLimit, Question[] Questions, int Version);

/// <param name="From">On the cohort's clock.</param>
internal sealed record ApplyingChange(string? From, string? Until, int? PlaceLimit, Question[] Questions, int Version);

internal sealed record ApplicationsPage(int Total, Application[] Items);

internal sealed record Application(
    Guid Id, Guid PersonId, string Name, string Email, string State, string Stage, string[] Interests, GivenAnswer[] Answers,
    string Source, string? Tag, string? NamedBy, bool MayBeMinor, DateTimeOffset ConfirmedAt, ApplicationReading? Reading);

internal sealed record GivenAnswer(string Question, string Given);
