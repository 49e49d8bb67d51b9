using Mentorship.Profile.People;

namespace Mentorship.Profile.Vocabulary;

internal static class Choosing
{
    /// <summary>Who has this code on one of their pages. The columns are JSON, so a code with its quotes is looked for, which both databases can.</summary>
    public static IQueryable<Person> Naming(this IQueryable<Person> people, string kind, string code)
    {
        var written = $"\"{code}\"";
        return kind == Term.Goal
            ? people.Where(p => ((string)(object)p.Student!.Goals).Contains(written) || ((string)(object)p.Mentor!.Goals).Contains(written))
            : people.Where(p => ((string)(object)p.Student!.Interests).Contains(written) || ((string)(object)p.Mentor!.Interests).Contains(written));
    }

    public static IQueryable<Person> Naming(this IQueryable<Person> people, Term term) => people.Naming(term.Kind, term.Code);
}
