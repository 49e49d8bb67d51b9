using System.Globalization;
using Mentorship.Portal.Clients;

namespace Mentorship.Portal.Pages;

/// <summary>Terms to choose from, in their families.</summary>
internal sealed record Picks(string Kind, string Name, string Legend, string Hint, string Example, string? Mistake, Term[] Terms, string[] Chosen)
{
    public string Id => Name.ToLowerInvariant();

    /// <summary>The id of the list of what is found.</summary>
    public string List => Found(Kind);

    public static string Found(string kind) => kind == "goal" ? "goals-found" : "interests-found";

    public IEnumerable<Term> Alone => Terms.Where(t => t.Parent is null && Terms.All(c => c.Parent != t.Code));

    public IEnumerable<Term> Families => Terms.Where(t => t.Parent is null && Terms.Any(c => c.Parent == t.Code));

    /// <summary>A family's terms below its head, each followed by its own.</summary>
    public IEnumerable<Term> Below(string parent) => Terms.Where(t => t.Parent == parent).SelectMany(t => Below(t.Code).Prepend(t));

    public bool Has(Term term) => Chosen.Contains(term.Code);

    public string Said => Chosen.Length == 0 ? "None chosen yet" : $"{Chosen.Length.ToString(CultureInfo.InvariantCulture)} chosen";

    public string Names => string.Join(", ", Chosen.Select(c => Terms.FirstOrDefault(t => t.Code == c)?.Name ?? c));
}
