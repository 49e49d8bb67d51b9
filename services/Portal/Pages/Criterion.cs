using Mentorship.Portal.Clients;

namespace Mentorship.Portal.Pages;

/// <summary>One of the three things that readers look for, and what its numbers mean, from 1 to 5.</summary>
internal sealed record Criterion(string Field, string Name, string Asks, Func<GivenScores, int> Of, (string Word, string Says)[] Steps)
{
    public const int FarApart = 2;

    public static readonly Criterion[] All =
    [
        new("experiences", "Experiences", "What have they done? Work, family, school and hobbies count alike.", s => s.Experiences,
        [
            ("Little", "They tell hardly anything that they did."),
            ("Some", "They name something, but not what they did there."),
            ("A fair amount", "They tell one thing so that you see what they did."),
            ("A good deal", "They tell several, and what was theirs in them."),
            ("Much", "They tell several, and what they learned from them."),
        ]),
        new("challenges", "Challenges", "What stood in their way, and what did they do about it?", s => s.Challenges,
        [
            ("Little", "They tell of nothing that stood in their way."),
            ("Some", "They name something, but not what they did about it."),
            ("A fair amount", "They tell of one thing, and of one step they took."),
            ("A good deal", "They tell of something hard, and how they went on."),
            ("Much", "They tell of something hard, and what they made of it."),
        ]),
        new("potential", "Potential", "How far would they go with a mentor beside them?", s => s.Potential,
        [
            ("Little", "You do not see what they want from it."),
            ("Some", "They have a wish, and no step towards it yet."),
            ("A fair amount", "They have a wish, and a first step."),
            ("A good deal", "They took steps, and have questions of their own."),
            ("Much", "They took steps, and you see what a mentor would add."),
        ]),
    ];

    /// <summary>Whether the first two readers are two steps or more apart in this.</summary>
    public bool IsApart(GivenScores[] given) => given is [var one, var other, ..] && Math.Abs(Of(one) - Of(other)) >= FarApart;
}

/// <summary><c>_Scores</c>: readings side by side.</summary>
/// <param name="Given">In the order of their places.</param>
/// <param name="Mine">The place of whoever looks, if one is theirs.</param>
/// <param name="Title">What the table is about.</param>
internal sealed record Scores(GivenScores[] Given, int? Mine, string Title)
{
    public string Whose(GivenScores scores) => scores.Place == Mine ? "You" : scores.Place switch { 1 => "First reader", 2 => "Second reader", _ => "Third reader" };
}
