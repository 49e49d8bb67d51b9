using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.People;

internal static class TellOf
{
    /// <summary>What others pull of these people is something else from now on, so everyone is announced anew; the caller saves.</summary>
    public static async Task TellOfAsync(this ProfileDb db, Expression<Func<Person, bool>> people, DateTimeOffset now, CancellationToken ct)
    {
        foreach (var person in await db.People.Include(p => p.Student).Include(p => p.Mentor).Where(people).ToListAsync(ct))
            person.Changed(db, now);
    }
}
