using System.Globalization;
using Mentorship.Cli.CommandLine;
using Mentorship.Matching.Engine;

namespace Mentorship.Cli.Solving;

/// <summary><c>mentorship solve</c>: the best matching of weighted edges, with its certificate.</summary>
static class SolveEdges
{
    public static readonly Option Floor = new("--floor", "W", "Leave out edges that weigh less, 0 to 100000.");
    public static readonly Option Seed = new("--seed", "N", "Seed of the lottery among equals. 0 unless given.");
    public static readonly Option AsJson = new("--json", null, "Print one JSON object instead of sentences.");

    public static readonly Verb Verb = new("solve", "Finds the best matching of a file of weighted edges, and proves it.",
        [Objectives.Option, Floor, Seed, MatchesFile.Out, AsJson], RunAsync, "EDGES.csv")
    {
        Notes =
        [
            "In strict order: least shortfall of the mentors' minimums, most students matched, the objective, the lottery.",
            "EDGES.csv: a comment, students,mentors,edges, a comment, a line mentor,min,max for each mentor, a comment,",
            "a line student,mentor,weight for each edge. Ids count from 0, weights go from 0 to 100000.",
        ],
    };

    static async Task<int> RunAsync(Given given, Terminal terminal, CancellationToken ct)
    {
        MatchesFile.CheckPlace(given[MatchesFile.Out.Name]);
        var instance = Read(given, ct);

        var solved = Certified.Solve(instance, Objectives.Of(given[Objectives.Option.Name]), terminal, ct);

        MatchesFile.Write(given[MatchesFile.Out.Name], solved.Solution.MentorOf);
        var answer = Answer.Of(instance, solved);
        await terminal.SayAsync(given.Has(AsJson.Name) ? answer.ToJson() : string.Create(CultureInfo.InvariantCulture, $"""
            {answer.Students:N0} students, {answer.Mentors:N0} mentors, {answer.Edges:N0} edges.
            Matched {answer.Matched:N0}; the mentors' minimums fall short by {answer.MinimumShortfall:N0}.
            Total weight {answer.TotalWeight:N0}, worst {answer.WorstWeight:N0}; {answer.Objective} cost {answer.Cost:N0}.
            Certificate: {answer.Certificate}. {answer.SolveCpuSeconds:0.00} s of processor time, {answer.PeakMemoryMb:0} MB. Fingerprint {answer.Fingerprint}.
            """));
        return Exit.Done;
    }

    /// <summary>The instance that the options and the first operand name.</summary>
    public static Instance Read(Given given, CancellationToken ct)
    {
        var (floor, seed) = ((int)given.Number(Floor.Name, 0, 100_000, 0), given.Number(Seed.Name, 0, ulong.MaxValue, 0));
        return InputFile.Read(given.Operand, reader => EdgeFormat.Read(reader, floor, seed, ct));
    }
}
