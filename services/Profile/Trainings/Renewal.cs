namespace Mentorship.Profile.Trainings;

/// <summary>How many days before a completion runs out its person is reminded.</summary>
internal static class Renewal
{
    public const int FirstDays = 30;
    public const int LastDays = 7;

    /// <summary>The stage that has come: <see cref="FirstDays"/>, <see cref="LastDays"/>, or none yet.</summary>
    public static int? Stage(DateOnly? expiresOn, DateOnly today) =>
        expiresOn is not { } last || last > today.AddDays(FirstDays) ? null
        : last > today.AddDays(LastDays) ? FirstDays : LastDays;
}
