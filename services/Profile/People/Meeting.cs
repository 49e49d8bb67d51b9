namespace Mentorship.Profile.People;

/// <summary>How, where and how often somebody would meet: codes, and a place in their own words. Empty is not stated.</summary>
internal readonly record struct Meeting(string Format, string Place, string Rhythm)
{
    public const string NoMatter = "any";
    public const int LongestPlace = 80;

    public static readonly Meeting NotStated = new("", "", "");

    public static readonly string[] Formats = ["in-person", "video", "phone", NoMatter];
    public static readonly string[] Rhythms = ["weekly", "two-weeks", "monthly", NoMatter];

    public static Meeting Read(FormReader read, string? format, string? place, string? rhythm, Meeting has) => new(
        format is null ? has.Format : read.OneOf("format", format, Formats, "Write “in-person”, “video”, “phone” or “any”."),
        place is null ? has.Place : read.Line("place", place, LongestPlace),
        rhythm is null ? has.Rhythm : read.OneOf("rhythm", rhythm, Rhythms, "Write “weekly”, “two-weeks”, “monthly” or “any”."));
}
