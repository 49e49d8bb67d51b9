namespace Mentorship.Portal.Clients;

/// <summary>
/// What a service said to a change: done with a value, or why not. A broken rule carries a code and a sentence for people,
/// a field mistake a message per field. A service that does not answer is not a refusal: see <see cref="ServiceDown"/>.
/// </summary>
internal readonly record struct Answer<T>(T? Value, Refused? Refused)
{
    public bool Ok => Refused is null;
}

/// <summary>Status 404 (missing or not yours), 409 (a rule, with its code) or 400 (fields).</summary>
internal sealed record Refused(int Status, string Code, string Sentence)
{
    public IReadOnlyDictionary<string, string[]> Fields { get; init; } = new Dictionary<string, string[]>();

    /// <summary>Mentors to ask instead, best fit first, when the asked one is full.</summary>
    public Guid[] Next { get; init; } = [];

    /// <summary>Mentors whose places have gone since a draft was made.</summary>
    public Guid[] Mentors { get; init; } = [];

    /// <summary>Students whose pairs by hand stand against it.</summary>
    public Guid[] Students { get; init; } = [];

    public bool IsNotFound => Status == StatusCodes.Status404NotFound;
}

/// <summary>A service did not answer, or answered with a fault of its own. The page says so and that nothing was lost.</summary>
internal sealed class ServiceDown(string service, Exception? inner = null) : Exception($"{service} does not answer.", inner)
{
    public string Service { get; } = service;
}

/// <summary>Stands for an answer without a body.</summary>
internal readonly record struct Nothing;
