namespace Mentorship.Matching.Engine;

/// <summary>Something a student asks for in a mentor.</summary>
/// <param name="About">What it is about, in the words of <see cref="MentorProfile.Told"/>.</param>
/// <param name="Any">Any of these answers is what was asked for.</param>
/// <param name="Weight">How much it counts beside the student's other wishes.</param>
public sealed record Wish(string About, IReadOnlyCollection<string> Any, Weight Weight);

/// <summary>What the engine knows of a student. Empty lists and null mean "not stated".</summary>
public sealed record StudentProfile
{
    /// <summary>Person id.</summary>
    public required Guid Id { get; init; }

    /// <summary>A code of <see cref="Stages"/>.</summary>
    public required string Stage { get; init; }

    /// <summary>Codes of the taxonomy.</summary>
    public IReadOnlyCollection<string> Interests { get; init; } = [];

    /// <summary>Codes of the taxonomy: what the student wants help with.</summary>
    public IReadOnlyCollection<string> Goals { get; init; } = [];

    /// <summary>ISO 639-1 codes.</summary>
    public IReadOnlyCollection<string> Languages { get; init; } = [];

    /// <summary>Free hours; null when not stated.</summary>
    public WeeklyTime? Time { get; init; }

    /// <summary>What the student asks for in a mentor.</summary>
    public IReadOnlyCollection<Wish> Wishes { get; init; } = [];

    /// <summary>Rank by mentor id, 1 is best, equal ranks allowed. Empty: ranked nobody.</summary>
    public IReadOnlyDictionary<Guid, int> Rankings { get; init; } = new Dictionary<Guid, int>();

    /// <summary>Under age, or perhaps so: paired only with consent and with cleared mentors, whatever a policy says.</summary>
    public bool Minor { get; init; }

    /// <summary>A guardian's consent is in force; says nothing where <see cref="Minor"/> is false.</summary>
    public bool Consented { get; init; }

    /// <summary>Mentors with whom a conflict of interest is declared, on either side.</summary>
    public IReadOnlySet<Guid> Conflicts { get; init; } = new HashSet<Guid>();

    /// <summary>Mentors whom a coordinator forbade, or whom one side blocked.</summary>
    public IReadOnlySet<Guid> Forbidden { get; init; } = new HashSet<Guid>();
}

/// <summary>What the engine knows of a mentor. Empty lists and null mean "not stated".</summary>
public sealed record MentorProfile
{
    /// <summary>Person id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Codes of <see cref="Engine.Stages"/> the mentor takes; empty: any.</summary>
    public IReadOnlyCollection<string> Stages { get; init; } = [];

    /// <summary>Codes of the taxonomy.</summary>
    public IReadOnlyCollection<string> Interests { get; init; } = [];

    /// <summary>Codes of the taxonomy: what the mentor offers help with.</summary>
    public IReadOnlyCollection<string> Goals { get; init; } = [];

    /// <summary>ISO 639-1 codes.</summary>
    public IReadOnlyCollection<string> Languages { get; init; } = [];

    /// <summary>Free hours; null when not stated.</summary>
    public WeeklyTime? Time { get; init; }

    /// <summary>Answers by what they are about, as far as the mentor lets them be weighed against wishes.</summary>
    public IReadOnlyDictionary<string, IReadOnlyCollection<string>> Told { get; init; } = new Dictionary<string, IReadOnlyCollection<string>>();

    /// <summary>Counts as free at all hours, whatever <see cref="Time"/> says.</summary>
    public bool Flexible { get; init; }

    /// <summary>Takes nobody new for now.</summary>
    public bool Paused { get; init; }

    /// <summary>Has not done a training that the programme requires, or it has run out.</summary>
    public bool Untrained { get; init; }

    /// <summary>Cleared for work with minors.</summary>
    public bool Cleared { get; init; }

    /// <summary>Rank by student id, 1 is best, equal ranks allowed. Empty: ranked nobody.</summary>
    public IReadOnlyDictionary<Guid, int> Rankings { get; init; } = new Dictionary<Guid, int>();
}
