using System.Security.Claims;
using Mentorship.Profile.People;
using Mentorship.ServiceDefaults;

namespace Mentorship.Profile.Delegates;

internal static class AnsweringFor
{
    public const string Role = "delegate";

    /// <summary>For whom the caller answers now. A minor answers for nobody, and whoever named them is not told why.</summary>
    public static IQueryable<NamedDelegate> DelegationsOf(this ProfileDb db, ClaimsPrincipal user)
    {
        var me = user.PersonId();
        var adults = db.PeopleOfAge();
        return db.Delegates.Where(d => d.DelegateId == me && d.EndedAt == null && adults.Any(p => p.Id == me));
    }

    public static IQueryable<Person> MentorsAnsweredForBy(this ProfileDb db, ClaimsPrincipal user)
    {
        var mine = db.DelegationsOf(user);
        return db.People.Where(p => p.Mentor != null && mine.Any(d => d.MentorId == p.Id));
    }
}
