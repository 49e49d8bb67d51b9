namespace Mentorship.Portal.Pages;

/// <summary>How, how often, and what stands between two people, in words.</summary>
internal static class MeetingWords
{
    public static readonly (string Code, string Says)[] Formats = [("in-person", "In person"), ("video", "By video"), ("phone", "By phone"), ("any", "It does not matter")];

    public static readonly (string Code, string Says)[] Rhythms = [("weekly", "Every week"), ("two-weeks", "Every two weeks"), ("monthly", "Every month"), ("any", "It does not matter")];

    public static readonly (string Code, string Says)[] Conflicts =
        [("evaluates", "I grade them or decide on them"), ("family", "We are family"), ("household", "We live together"), ("avoid", "Another reason")];

    public static string? Of((string Code, string Says)[] words, string? code) => Array.Find(words, w => w.Code == code).Says;
}
