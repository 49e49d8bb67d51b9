using Mentorship.Cli.Backups;
using Mentorship.Cli.Cohorts;
using Mentorship.Cli.DeadLetters;
using Mentorship.Cli.Imports;
using Mentorship.Cli.Ledgers;
using Mentorship.Cli.Solving;

namespace Mentorship.Cli.CommandLine;

/// <summary>Everything the program does, and the way from a command line to it.</summary>
static class Verbs
{
    // A verb of two words before the one that is its first.
    public static readonly Verb[] All =
        [MatchCohort.Verb, SolveEdges.Verb, SolveRankings.Verb, VerifyLedger.Verb, VerifyMatches.Verb, ImportFile.Verb, Backup.Verb, Restore.Verb, ListDeadLetters.Verb, ShowDeadLetters.Verb, RedriveDeadLetters.Verb, PurgeDeadLetters.Verb];

    public static async Task<int> RunAsync(string[] typed, Terminal terminal, CancellationToken ct = default)
    {
        var asksForHelp = typed is [] || typed.Any(t => t is "--help" or "-h" or "-?") || typed[0] == "help";
        string[] words = [.. typed.Where(t => t is not ("--help" or "-h" or "-?")).SkipWhile(t => t == "help")];
        var verb = All.FirstOrDefault(v => words.Take(v.Name.Count(c => c == ' ') + 1).SequenceEqual(v.Name.Split(' ')));
        if (asksForHelp && (verb is not null || words.Length < 2))
        {
            await (verb is null ? Help.OfAllAsync(terminal, words.FirstOrDefault()) : Help.OfAsync(verb, terminal));
            return Exit.Done;
        }
        try
        {
            if (verb is null) throw new UsageException(words is ["dead-letters", ..] ? "dead-letters is followed by list, show, redrive or purge." : $"There is no mentorship {words[0]}.");
            return await verb.RunAsync(Given.Read(verb, words[verb.Name.Split(' ').Length..]), terminal, ct);
        }
        catch (UsageException wrong)
        {
            await terminal.Error.WriteLineAsync($"{wrong.Message}\nmentorship {verb?.Name ?? ""}{(verb is null ? "" : " ")}--help says more.");
            return Exit.Usage;
        }
        catch (BadInputException bad)
        {
            await terminal.Error.WriteLineAsync(bad.Message);
            return Exit.BadInput;
        }
        catch (FailedException failed)
        {
            await terminal.Error.WriteLineAsync(failed.Message);
            return Exit.Failed;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            await terminal.Error.WriteLineAsync("Ended at your wish.");
            return Exit.Interrupted;
        }
    }
}

/// <summary>What <c>--help</c> prints.</summary>
static class Help
{
    public static async Task OfAllAsync(Terminal terminal, string? beginning)
    {
        var verbs = Verbs.All.Where(v => beginning is null || v.Name.StartsWith(beginning + " ", StringComparison.Ordinal)).ToArray();
        if (verbs is []) verbs = Verbs.All;
        await terminal.SayAsync("mentorship matches offline, and does from a command line what an office or an operator does rarely.\n");
        foreach (var verb in verbs) await terminal.SayAsync($"  mentorship {verb.Name,-21} {verb.Says}");
        await terminal.SayAsync("\nmentorship VERB --help says more about one of them. Exit codes: 0 done, 1 could not be done,");
        await terminal.SayAsync("2 the command line or what it names is wrong, 3 an import has rows that cannot be used.");
    }

    public static async Task OfAsync(Verb verb, Terminal terminal)
    {
        await terminal.SayAsync($"{verb.Says}\n\n  {verb.Usage}\n");
        var width = verb.Options.Max(o => o.Written.Length);
        foreach (var option in verb.Options) await terminal.SayAsync($"  {option.Written.PadRight(width)}  {option.Says}");
        if (verb.Notes is not []) await terminal.SayAsync($"\n{string.Join('\n', verb.Notes)}");
    }
}
