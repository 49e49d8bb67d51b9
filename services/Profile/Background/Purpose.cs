namespace Mentorship.Profile.Background;

/// <summary>What the owner of an answer lets it be used for; each includes those before it. The narrowest is the default.</summary>
internal enum Purpose
{
    /// <summary>Counted in group totals.</summary>
    Reporting = 1,
    /// <summary>Also weighed in finding a mentor, as far as the student says it matters.</summary>
    Matching = 2,
    /// <summary>Also shown to the matched partner.</summary>
    Shared = 3,
}

/// <summary>What the school lets answers to a facet be used for, and what becomes of one answer under both.</summary>
internal enum Use
{
    NotCollected = 0,
    Reporting = 1,
    Matching = 2,
    Shared = 3,
}

/// <summary>How much it matters to a student that the mentor's answer is like theirs.</summary>
internal enum Wish
{
    Not,
    Somewhat,
    Lot,
}

internal static class Purposes
{
    /// <summary>The narrower of what the owner and what the school allows.</summary>
    public static Use Under(this Purpose purpose, Use allowed) => (Use)Math.Min((int)purpose, (int)allowed);
}
