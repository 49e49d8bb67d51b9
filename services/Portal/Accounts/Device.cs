namespace Mentorship.Portal.Accounts;

/// <summary>What a browser says of itself, in words that its owner knows it by. The long text is not kept: it would tell one person from another.</summary>
internal static class Device
{
    // In this order: most browsers also say the names of those they want to be taken for.
    static readonly (string Says, string Name)[] Browsers =
    [
        ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"), ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"),
        ("CriOS/", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
    ];

    static readonly (string Says, string Name)[] Systems =
    [
        ("iPhone", "an iPhone"), ("iPad", "an iPad"), ("Android", "Android"), ("Windows", "Windows"), ("CrOS", "ChromeOS"), ("Mac OS X", "a Mac"), ("Linux", "Linux"),
    ];

    public static string Of(string? says) => $"{Find(Browsers, says) ?? "A browser"} on {Find(Systems, says) ?? "a device we do not know"}";

    static string? Find((string Says, string Name)[] known, string? says) =>
        known.FirstOrDefault(k => says?.Contains(k.Says, StringComparison.Ordinal) == true).Name;
}
