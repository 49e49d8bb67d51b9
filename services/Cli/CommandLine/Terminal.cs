namespace Mentorship.Cli.CommandLine;

/// <summary>What a verb sees of the world around the program.</summary>
sealed record Terminal(TextWriter Out, TextWriter Error, Func<string, string?> Environment, TimeProvider Time)
{
    public Task SayAsync(string line = "") => Out.WriteLineAsync(line);
}

/// <summary>How the program ends, for scripts.</summary>
static class Exit
{
    public const int Done = 0;

    /// <summary>Something could not be done; a sentence says what and that nothing, or how much, was changed.</summary>
    public const int Failed = 1;

    /// <summary>The command line is wrong; nothing was tried.</summary>
    public const int Usage = 2;

    /// <summary>What is to be solved cannot be read; one line names the file, the line and the mistake.</summary>
    public const int BadInput = 2;

    /// <summary>The file has rows that cannot be read, or rules that they break.</summary>
    public const int BadRows = 3;

    /// <summary>Ended by Ctrl+C, as shells count it.</summary>
    public const int Interrupted = 130;
}

/// <summary>The command line is wrong: one sentence that names the option.</summary>
sealed class UsageException(string sentence) : Exception(sentence);

/// <summary>A file that says what to solve is wrong: one line that names the file, the line in it and the mistake.</summary>
sealed class BadInputException(string sentence) : Exception(sentence);

/// <summary>It could not be done: one sentence for whoever asked.</summary>
sealed class FailedException(string sentence, Exception? inner = null) : Exception(sentence, inner);
