using Mentorship.Profile.Vocabulary;

namespace Mentorship.Profile.People;

internal static class OfAge
{
    /// <summary>
    /// Whoever counts as of age, as <see cref="Person.IsMinor"/> says it of one. A date of birth stands here until <see cref="ComeOfAge"/>
    /// has come by, so that nobody is counted too early.
    /// </summary>
    public static IQueryable<Person> PeopleOfAge(this ProfileDb db) =>
        db.People.Where(p => p.MinorUntilText == "adult" || (p.MinorUntilText == "unknown" && p.Student!.Stage != Stages.HighSchool));
}
