namespace Mentorship.Profile.Vocabulary;

/// <summary>IANA zones, and the names American offices write for them.</summary>
internal static class TimeZones
{
    static readonly Dictionary<string, string> Spoken = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Eastern"] = "America/New_York", ["Eastern Time"] = "America/New_York", ["ET"] = "America/New_York",
        ["Central"] = "America/Chicago", ["Central Time"] = "America/Chicago", ["CT"] = "America/Chicago",
        ["Mountain"] = "America/Denver", ["Mountain Time"] = "America/Denver", ["MT"] = "America/Denver",
        ["Arizona"] = "America/Phoenix", ["Arizona Time"] = "America/Phoenix",
        ["Pacific"] = "America/Los_Angeles", ["Pacific Time"] = "America/Los_Angeles", ["PT"] = "America/Los_Angeles",
        ["Alaska"] = "America/Anchorage", ["Alaska Time"] = "America/Anchorage",
        ["Hawaii"] = "Pacific/Honolulu", ["Hawaii Time"] = "Pacific/Honolulu",
        ["Atlantic"] = "America/Puerto_Rico", ["Atlantic Time"] = "America/Puerto_Rico",
        ["UTC"] = "Etc/UTC", ["GMT"] = "Etc/UTC",
    };

    static readonly Lazy<Dictionary<string, string>> Known = new(() => TimeZoneInfo.GetSystemTimeZones()
        .Select(z => z.Id).Where(id => id.Contains('/')).Append("Etc/UTC").Distinct(StringComparer.OrdinalIgnoreCase)
        .ToDictionary(id => id, StringComparer.OrdinalIgnoreCase));

    public static string? Find(string text) =>
        Spoken.GetValueOrDefault(text.Trim()) ?? Known.Value.GetValueOrDefault(text.Trim().Replace(' ', '_'));

    /// <summary>A zone spelt nearly so, or the one whose city was written.</summary>
    public static string? Near(string text)
    {
        var written = text.Trim().Replace(' ', '_');
        return Known.Value.Values.FirstOrDefault(id => id.EndsWith("/" + written, StringComparison.OrdinalIgnoreCase))
            ?? NearWord.In(Known.Value.Values, written);
    }
}
