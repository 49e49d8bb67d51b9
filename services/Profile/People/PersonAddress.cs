namespace Mentorship.Profile.People;

/// <summary>An address in lower case, first or second, and whose it is. One table for both, so that no two people share one, whichever it is to them.</summary>
internal sealed record PersonAddress(string Key, Guid PersonId);

internal static class ByAddress
{
    /// <summary>Everybody to whom one of these belongs.</summary>
    public static IQueryable<Person> WithAddress(this IQueryable<Person> people, params string[] keys) =>
        people.Where(p => p.Addresses.Any(a => keys.Contains(a.Key)));
}
