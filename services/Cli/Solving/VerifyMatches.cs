using System.Globalization;
using Mentorship.Cli.CommandLine;
using Mentorship.Matching.Engine;

namespace Mentorship.Cli.Solving;

/// <summary><c>mentorship verify</c>: whether somebody's matching is allowed, and the best there is.</summary>
static class VerifyMatches
{
    static readonly Option Objective = Objectives.Option with { Says = "Check also that none is better for this. Not asked unless given." };
    static readonly Option Seed = SolveEdges.Seed with { Says = "With --objective: check also that it is the one this seed's lottery draws." };

    public static readonly Verb Verb = new("verify", "Checks a file of matches against its instance, whoever made it.",
        [Objective, SolveEdges.Floor, Seed], RunAsync, "EDGES.csv|RANKS.hr", "MATCHES.csv")
    {
        Notes =
        [
            "Edges: each pair must be an edge and no mentor over capacity; with --objective the instance is solved again,",
            "certified, and the figures compared. Rankings: it must be the stable matching that is best for students.",
            "It ends with 0 when the matching holds, with 1 and the reason when it does not, with 2 for a file it cannot read.",
            "mentorship verify ledger checks an installation's ledgers.",
        ],
    };

    static async Task<int> RunAsync(Given given, Terminal terminal, CancellationToken ct)
    {
        var ranked = InputFile.Read(given.Operand, reader => reader.Peek() == 'p');
        if (ranked && (given[Objective.Name] ?? given[SolveEdges.Floor.Name] ?? given[Seed.Name]) is not null)
            throw new UsageException("Rankings have one best matching: --objective, --floor and --seed are for edges.");
        if (given[Seed.Name] is not null && given[Objective.Name] is null)
            throw new UsageException("--seed says which of the best is meant: give --objective too.");
        await terminal.SayAsync(ranked ? Ranked(given, ct) : Weighted(given, terminal, ct));
        return Exit.Done;
    }

    static string Ranked(Given given, CancellationToken ct)
    {
        var instance = InputFile.Read(given.Operand, reader => RankFormat.Read(reader, ct));
        var (mentorOf, _) = InputFile.Read(given.Operands[1], reader => MatchesFile.Read(reader, instance.Students, instance.Mentors));
        var solution = new StableSolution { MentorOf = mentorOf };
        return StableVerifier.Check(instance, solution, limit: 1) is [var fault, ..]
            ? throw new FailedException($"{given.Operands[1]}: {fault}")
            : string.Create(CultureInfo.InvariantCulture, $"Stable, and best for every student: {solution.Matched:N0} of {instance.Students:N0} students matched.");
    }

    static string Weighted(Given given, Terminal terminal, CancellationToken ct)
    {
        var instance = SolveEdges.Read(given, ct);
        var (mentorOf, lineOf) = InputFile.Read(given.Operands[1], reader => MatchesFile.Read(reader, instance.Students, instance.Mentors));
        var load = new int[instance.Mentors];
        foreach (var student in Enumerable.Range(0, instance.Students).Where(i => mentorOf[i] >= 0).OrderBy(i => lineOf[i]))
        {
            var mentor = mentorOf[student];
            if (instance.ScoreOf(student, mentor) < 0)
                throw Wrong(student, $"Student {student} and mentor {mentor} are not an edge{(given[SolveEdges.Floor.Name] is null ? "" : ", or one under the floor")}.");
            if (++load[mentor] > instance.Max[mentor])
                throw Wrong(student, $"Mentor {mentor} takes {instance.Max[mentor]}, and this is one too many.");
        }

        var stated = Solution.Of(instance, Objectives.Of(given[Objective.Name]), mentorOf);
        var figures = string.Create(CultureInfo.InvariantCulture, $"{stated.Matched:N0} of {instance.Students:N0} students matched, the mentors' minimums short by {stated.Shortfall:N0}, total weight {stated.TotalScore:N0}, worst {stated.WorstScore:N0}");
        if (given[Objective.Name] is not { } word)
            return $"Allowed: {figures}.";
        var best = Certified.Solve(instance, stated.Objective, terminal, ct).Solution;
        if (Figures(best) != Figures(stated))
            throw new FailedException(string.Create(CultureInfo.InvariantCulture, $"{given.Operands[1]}: allowed, but not the best for {word}. It has {Say(stated)}; the best has {Say(best)}."));
        if (given[Seed.Name] is { } seed && !best.MentorOf.AsSpan().SequenceEqual(mentorOf))
            throw new FailedException($"{given.Operands[1]}: as good as any for {word}, but not the one that the lottery of seed {seed} draws.");
        return $"Allowed, and none is better for {word}: {figures}.";

        FailedException Wrong(int student, string why) => new($"{given.Operands[1]}, line {lineOf[student]}: {why}");
    }

    /// <summary>What two matchings that are both the best must have in common.</summary>
    static (long, int, int, long) Figures(Solution s) =>
        (s.Shortfall, s.Matched, Objectives.Word(s.Objective) == "maximin" ? s.WorstScore : 0, s.Cost);

    static string Say(Solution s) => string.Create(CultureInfo.InvariantCulture, $"{s.Matched:N0} matched, {s.Shortfall:N0} short of minimums, cost {s.Cost:N0}, worst {s.WorstScore:N0}");
}
