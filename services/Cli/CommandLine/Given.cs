using System.Globalization;

namespace Mentorship.Cli.CommandLine;

/// <summary>What was typed after a verb, checked against what the verb takes.</summary>
sealed class Given
{
    readonly Dictionary<string, string> _values = [];
    readonly HashSet<string> _switches = [];

    Given() { }

    /// <summary>What stands without an option's name, in order.</summary>
    public IReadOnlyList<string> Operands { get; private set; } = [];

    public string Operand => Operands[0];

    public string? this[string option] => _values.GetValueOrDefault(option);

    public bool Has(string option) => _switches.Contains(option);

    public Guid Id(string option) =>
        Guid.TryParse(_values[option], out var id) ? id : throw new UsageException($"{option} takes an id such as 0195a1b2-…, not \"{_values[option]}\".");

    /// <summary>A whole number within its bounds; <paramref name="otherwise"/> where the option is not given.</summary>
    public ulong Number(string option, ulong least, ulong most, ulong otherwise) => this[option] switch
    {
        null => otherwise,
        var text when ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n >= least && n <= most => n,
        var text => throw new UsageException($"{option} takes a whole number from {least} to {most}, not \"{text}\"."),
    };

    public Uri? Address(string option) => this[option] switch
    {
        null => null,
        var text when Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" => uri,
        var text => throw new UsageException($"{option} takes an address such as http://localhost:5080, not \"{text}\"."),
    };

    public static Given Read(Verb verb, IReadOnlyList<string> typed)
    {
        var given = new Given();
        var operands = new List<string>();
        for (var i = 0; i < typed.Count; i++)
        {
            if (!typed[i].StartsWith('-') || typed[i] == "-")
            {
                operands.Add(typed[i]);
                continue;
            }
            var (name, joined) = typed[i].Split('=', 2) is [var left, var right] ? (left, right) : (typed[i], null);
            var option = verb.Options.FirstOrDefault(o => o.Name == name)
                ?? throw new UsageException($"{name} is not an option of mentorship {verb.Name}.");
            if (option.Value is null)
            {
                if (joined is not null) throw new UsageException($"{name} takes no value.");
                given._switches.Add(name);
                continue;
            }
            // Another option's name is never meant as a value: the value was forgotten.
            var value = joined ?? (i + 1 < typed.Count && !typed[i + 1].StartsWith("--", StringComparison.Ordinal) ? typed[++i] : "");
            if (value.Length == 0) throw new UsageException($"{name} needs a value: {option.Written}.");
            if (option.Words is not [] && !option.Words.Contains(value))
                throw new UsageException($"{name} is {string.Join(", ", option.Words[..^1])} or {option.Words[^1]}, not \"{value}\".");
            if (!given._values.TryAdd(name, value)) throw new UsageException($"{name} is given twice.");
        }
        given.Complete(verb, operands);
        return given;
    }

    void Complete(Verb verb, List<string> operands)
    {
        if (verb.Options.FirstOrDefault(o => o.Required && !_values.ContainsKey(o.Name)) is { } missing)
            throw new UsageException($"{missing.Name} is missing: {missing.Written}. {missing.Says}");
        if (operands.Count > verb.Operands.Length)
            throw new UsageException(verb.Operands is [] ? $"\"{operands[0]}\" is one word too many for mentorship {verb.Name}."
                : $"mentorship {verb.Name} takes one {string.Join(" and one ", verb.Operands)}, not {operands.Count} words.");
        if (operands.Count < verb.Operands.Length)
            throw new UsageException($"{verb.Operands[operands.Count]} is missing.");
        Operands = operands;
    }
}
