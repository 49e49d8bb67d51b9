using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Mentorship.Matching.Overrides;

/// <summary>The reasons an override can have. A characteristic that the law protects is not among them and cannot be.</summary>
static class Reasons
{
    public const string PairedByHand = "paired-by-hand";
    public const string Other = "other";
    public const int LongestText = 1000;

    public static readonly string[] All = ["know-them-both", "student-asked", "mentor-asked", "not-in-form", Other];

    public static ValidationProblem? Mistake(string? reason, string? text)
    {
        if (reason is null || !All.Contains(reason))
            return Invalid.Field("reason", "Choose the reason for this decision.");
        if (reason == Other && string.IsNullOrWhiteSpace(text))
            return Invalid.Field("text", "Say in a few words what the reason is.");
        return text?.Length > LongestText ? Invalid.Field("text", $"Keep it under {LongestText:N0} characters.") : null;
    }
}
