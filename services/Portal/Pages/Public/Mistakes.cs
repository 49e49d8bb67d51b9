namespace Mentorship.Portal.Pages.Public;

/// <summary>What is wrong with a form, by field, in Profile's words.</summary>
internal sealed class Mistakes(IReadOnlyDictionary<string, string[]> fields)
{
    public static readonly Mistakes None = new(new Dictionary<string, string[]>());

    public string? At(string field) => fields.TryGetValue(field, out var said) ? string.Join(' ', said.Distinct()) : null;

    /// <summary>The wrong ones among these, in the order of the page.</summary>
    public IEnumerable<(string Id, string Label, string Mistake)> In(IEnumerable<(string Id, string Field, string Label)> page) =>
        page.Where(f => At(f.Field) is not null).Select(f => (f.Id, f.Label, At(f.Field)!));
}
