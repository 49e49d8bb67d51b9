namespace Mentorship.Profile.Vocabulary;

/// <summary>A word that a coordinator misses among the terms, until an administrator has answered.</summary>
internal sealed class Suggestion
{
    public const string Open = "open";
    public const string Accepted = "accepted";
    public const string Declined = "declined";

    public const string Table = "term_suggestions", WhyColumn = "why", AnswerColumn = "answer";

    Suggestion() { }

    public Guid Id { get; private set; }
    public string Name { get; private set; } = "";
    /// <summary>Code of the term under which it belongs.</summary>
    public string Parent { get; private set; } = "";
    /// <summary>Sealed with the key of who suggested it, as the answer is.</summary>
    public byte[] Why { get; private set; } = [];
    public Guid SuggestedBy { get; private set; }
    public DateTimeOffset SuggestedAt { get; private set; }
    /// <summary>A concurrency token: of two administrators who answer at once, one finds it answered.</summary>
    public string State { get; private set; } = Open;
    /// <summary>The term it became, or that it is another word for.</summary>
    public string? Code { get; private set; }
    public byte[]? Answer { get; private set; }
    public DateTimeOffset? AnsweredAt { get; private set; }

    public static Suggestion Of(string name, Term parent, byte[] why, Guid by, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        Name = name,
        Parent = parent.Code,
        Why = why,
        SuggestedBy = by,
        SuggestedAt = now,
    };

    public void Accept(string code, DateTimeOffset now) => (State, Code, AnsweredAt) = (Accepted, code, now);

    public void Decline(byte[] answer, DateTimeOffset now) => (State, Answer, AnsweredAt) = (Declined, answer, now);
}
