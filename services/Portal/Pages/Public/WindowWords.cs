using Mentorship.Portal.Clients;
using Mentorship.Portal.Shell;

namespace Mentorship.Portal.Pages.Public;

/// <summary>When people may apply, in words and in the cohort's own clock.</summary>
internal static class WindowWords
{
    /// <summary>With how long that still is.</summary>
    public static string Of(PublicCohort? cohort, DateTimeOffset now) =>
        cohort is { IsOpen: true, Until: { } until } ? $"{Lasting(cohort, now)} That is {Words.Until(until, Zone(cohort), now)}." : Lasting(cohort, now);

    /// <summary>As it may be printed.</summary>
    public static string Lasting(PublicCohort? cohort, DateTimeOffset now) => cohort switch
    {
        null => "It takes no applications at the moment.",
        { IsOpen: true, Until: null } => "You can apply at any time.",
        { IsOpen: true, Until: { } until } => $"You can apply until {At(until, cohort, now)}.",
        { Until: { } until } => $"You can apply from {At(cohort.From, cohort, now)}, until {At(until, cohort, now)}.",
        _ => $"You can apply from {At(cohort.From, cohort, now)}.",
    };

    static string At(DateTimeOffset at, PublicCohort cohort, DateTimeOffset now) => $"{Words.Moment(at, Zone(cohort), now)} ({Words.ZoneName(at, Zone(cohort))})";

    static TimeZoneInfo Zone(PublicCohort cohort) => TimeZoneInfo.TryFindSystemTimeZoneById(cohort.TimeZone, out var zone) ? zone : TimeZoneInfo.Utc;
}
