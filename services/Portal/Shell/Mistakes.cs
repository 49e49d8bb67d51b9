namespace Mentorship.Portal.Shell;

/// <summary>What is wrong with a form, by field, in the words of the service that refused it.</summary>
internal sealed class Mistakes(IReadOnlyDictionary<string, string[]> fields)
{
    public static readonly Mistakes None = new(new Dictionary<string, string[]>());

    /// <summary>Found before a service was asked; a field without one is right.</summary>
    public static Mistakes Of(params (string Field, string? Mistake)[] found) =>
        new(found.Where(f => f.Mistake is not null).ToDictionary(f => f.Field, f => new[] { f.Mistake! }));

    public bool Any => fields.Count > 0;

    public IEnumerable<(string Field, string Mistake)> All => fields.Select(f => (f.Key, Said(f.Value)));

    /// <summary>Of one field. An entry of a list, <c>interests[2]</c>, belongs to its list, unless the list alone is asked for.</summary>
    public string? At(string field, bool entries = true) =>
        fields.Where(f => f.Key.Equals(field, StringComparison.OrdinalIgnoreCase) || (entries && f.Key.StartsWith(field + "[", StringComparison.OrdinalIgnoreCase)))
            .SelectMany(f => f.Value).ToArray() is { Length: > 0 } said ? Said(said) : null;

    /// <summary>The wrong ones among these, in the order of the page.</summary>
    public IEnumerable<(string Id, string Label, string Mistake)> In(IEnumerable<(string Id, string Field, string Label)> page) =>
        page.Where(f => At(f.Field) is not null).Select(f => (f.Id, f.Label, At(f.Field)!));

    static string Said(IEnumerable<string> said) => string.Join(' ', said.Distinct());
}
