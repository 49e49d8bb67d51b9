using System.Globalization;
using Mentorship.Cli.CommandLine;
using Mentorship.Matching.Engine;

namespace Mentorship.Cli.Solving;

/// <summary><c>mentorship stable</c>: the stable matching that is best for students, with its certificate.</summary>
static class SolveRankings
{
    public static readonly Verb Verb = new("stable", "Finds the stable matching of two-sided rankings that is best for students, and proves it.",
        [MatchesFile.Out, SolveEdges.AsJson], RunAsync, "RANKS.hr")
    {
        Notes =
        [
            "RANKS.hr: p hr students mentors pairs, then m mentor capacity, s student mentor… and r mentor student…,",
            "a line for each, best first. Ids count from 0. Student and mentor must name each other.",
        ],
    };

    static async Task<int> RunAsync(Given given, Terminal terminal, CancellationToken ct)
    {
        MatchesFile.CheckPlace(given[MatchesFile.Out.Name]);
        var instance = InputFile.Read(given.Operand, reader => RankFormat.Read(reader, ct));

        var solved = Certified.Solve(instance, terminal, ct);

        MatchesFile.Write(given[MatchesFile.Out.Name], solved.Solution.MentorOf);
        var answer = Answer.Of(instance, solved);
        await terminal.SayAsync(given.Has(SolveEdges.AsJson.Name) ? answer.ToJson() : string.Create(CultureInfo.InvariantCulture, $"""
            {answer.Students:N0} students, {answer.Mentors:N0} mentors, {answer.Edges:N0} pairs that name each other.
            Matched {answer.Matched:N0}. No two would rather have each other, and no student does better in another such matching.
            Certificate: {answer.Certificate}. {answer.SolveCpuSeconds:0.00} s of processor time, {answer.PeakMemoryMb:0} MB. Fingerprint {answer.Fingerprint}.
            """));
        return Exit.Done;
    }
}
