namespace Mentorship.Cli.CommandLine;

/// <summary>One thing the program does.</summary>
/// <param name="Name">As typed, for example <c>dead-letters list</c>.</param>
/// <param name="Says">One sentence.</param>
/// <param name="Operands">What stands without an option's name, in order.</param>
sealed record Verb(string Name, string Says, Option[] Options, Func<Given, Terminal, CancellationToken, Task<int>> RunAsync, params string[] Operands)
{
    /// <summary>What else a reader of the help should know.</summary>
    public string[] Notes { get; init; } = [];

    public string Usage => $"mentorship {Name}{string.Concat(Options.Where(o => o.Required).Select(o => $" {o.Written}"))}{string.Concat(Operands.Select(o => $" {o}"))}"
        + string.Concat(Options.Where(o => !o.Required).Select(o => $" [{o.Written}]"));
}

/// <summary>An option of a verb.</summary>
/// <param name="Name">With its dashes.</param>
/// <param name="Value">What stands after it, in capitals; null for a switch.</param>
sealed record Option(string Name, string? Value, string Says, bool Required = false)
{
    /// <summary>The words it takes, where it takes only some.</summary>
    public string[] Words { get; init; } = [];

    public string Written => Value is null ? Name : $"{Name} {Value}";
}
