using Mentorship.Profile.Programmes;

namespace Mentorship.Profile.Applications;

/// <summary>Ways by which people come to a programme.</summary>
internal static class Sources
{
    /// <summary>The page as it is.</summary>
    public const string Link = "link";
    /// <summary>A link or a printed code that a coordinator made for one place.</summary>
    public const string Tagged = "tag";
    /// <summary>A teacher or counsellor named them.</summary>
    public const string Nomination = "nomination";
    /// <summary>Somebody else who knows them did.</summary>
    public const string Referral = "referral";
}

/// <summary>How somebody came here, and by which tag.</summary>
internal readonly record struct Arrival(string Source, string? Tag);

/// <summary>A mark on links and printed codes, made by a coordinator for one place, so that it can be counted who came from there.</summary>
internal sealed class SourceTag
{
    SourceTag() { }

    public Guid ProgrammeId { get; private set; }
    /// <summary>As it stands in the link: <c>?from=lincoln-high</c>.</summary>
    public string Tag { get; private set; } = "";
    public string Name { get; private set; } = "";
    public DateTimeOffset MadeAt { get; private set; }

    public static SourceTag Of(Programme programme, string tag, string name, DateTimeOffset now) =>
        new() { ProgrammeId = programme.Id, Tag = tag, Name = name, MadeAt = now };
}
