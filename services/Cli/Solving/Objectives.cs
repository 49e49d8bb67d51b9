using Mentorship.Cli.CommandLine;
using Mentorship.Matching.Engine;

namespace Mentorship.Cli.Solving;

/// <summary>Objectives as they are typed.</summary>
static class Objectives
{
    public static readonly string[] Words = [.. Enum.GetValues<Objective>().Select(Word)];

    public static readonly Option Option = new("--objective", string.Join('|', Words), "What to strive for once as many as possible are matched. fair unless given.") { Words = Words };

    public static string Word(Objective objective) => objective.ToString().ToLowerInvariant();

    public static Objective Of(string? word) => word is null ? Objective.Fair : Enum.Parse<Objective>(word, ignoreCase: true);
}
