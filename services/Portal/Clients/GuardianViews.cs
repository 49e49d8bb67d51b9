namespace Mentorship.Portal.Clients;

/// <summary>What a guardian is asked, for the page that their mail leads to.</summary>
/// <param name="State">asked, given, refused, confirmed, withdrawn or lapsed.</param>
internal sealed record Asking(
    string StudentName, string ProgrammeName, string Description, string Language, string State, bool TakesAnswer,
    DateTimeOffset? AnsweredAt, DateTimeOffset? ConfirmedAt, string? SafeguardingName, string? SafeguardingEmail);

/// <summary>Where a minor stands with their guardian in one programme; none where nobody was asked yet.</summary>
internal sealed record OwnGuardian(
    Guid ProgrammeId, string ProgrammeName, string State, string? Name, string? Email, string? Language, DateTimeOffset? AskedAt, string? EndedBy, bool CanAsk);

/// <summary>The same for the office.</summary>
/// <param name="Needed">False for whoever is of age.</param>
internal sealed record GuardianOf(
    bool Needed, string State, string? Name, string? Email, string? Language, string? SignedAs, DateTimeOffset? AskedAt, DateTimeOffset? AnsweredAt,
    DateTimeOffset? ConfirmedAt, string? Way, DateTimeOffset? EndedAt, string? EndedBy, bool HasSafeguardingAdult);

internal sealed record GuardianNamed(string? Name, string? Email, string? Language);

/// <param name="State">missing, in-force, soon or expired.</param>
internal sealed record ClearanceOf(string State, DateOnly? ClearedOn, DateOnly? ExpiresOn, string Note);

internal sealed record SafeguardingAdult(string Name, string Email, int Version)
{
    public bool IsNamed => Version > 0;
}
