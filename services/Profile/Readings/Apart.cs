using Mentorship.Profile.Applications;
using Mentorship.Profile.Conflicts;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Readings;

/// <summary>Which readers are not asked about whom: whoever named the person, and mentors who may not be paired with them.</summary>
internal sealed class Apart
{
    readonly ConflictGate _conflicts;
    readonly ILookup<string, Guid> _readers;
    readonly IReadOnlyDictionary<Guid, DataKey> _keys;

    Apart(ConflictGate conflicts, ILookup<string, Guid> readers, IReadOnlyDictionary<Guid, DataKey> keys) =>
        (_conflicts, _readers, _keys) = (conflicts, readers, keys);

    public static async Task<Apart> OfAsync(
        ProfileDb db, WordsHash hash, DataKeys<ProfileDb> keys, IReadOnlyCollection<Guid> readers, IEnumerable<Application> applications, CancellationToken ct)
    {
        Guid[] applicants = [.. applications.Select(a => a.PersonId!.Value)];
        var people = await db.People.AsNoTracking().Include(p => p.Student).Include(p => p.Addresses)
            .Where(p => readers.Contains(p.Id) || applicants.Contains(p.Id)).AsSplitQuery().ToListAsync(ct);
        return new Apart(
            await ConflictGate.OfAsync(db, hash, [.. people.Where(p => applicants.Contains(p.Id))], ct),
            people.Where(p => readers.Contains(p.Id)).SelectMany(p => hash.Of(p).Select(h => (Hash: h, p.Id))).ToLookup(r => r.Hash, r => r.Id),
            await keys.ForAsync(applicants, ct));
    }

    public IEnumerable<Guid> From(Application application) => _conflicts.Against(application.PersonId!.Value).Concat(NamedBy(application));

    IEnumerable<Guid> NamedBy(Application application) =>
        _keys.TryGetValue(application.PersonId!.Value, out var key) && ApplicationForm.Open(key, application.Form).NamedByHash is { } by ? _readers[by] : [];
}

internal static class KeepingApart
{
    /// <summary>Of people a reader turns out to stand close to, they read no more: what they gave stays, the rest can be shared out again.</summary>
    public static async Task KeepApartAsync(this ProfileDb db, IEnumerable<(Guid Reader, Guid Applicant)> close, CancellationToken ct)
    {
        var readers = close.ToLookup(c => c.Applicant, c => c.Reader);
        Guid[] applicants = [.. readers.Select(r => r.Key)];
        var open = await db.Applications.Include(a => a.Readings.Where(r => r.GivenAt == null))
            .Where(a => a.State == Application.Applied && applicants.Contains(a.PersonId!.Value)).AsSplitQuery().ToListAsync(ct);
        open.ForEach(a => a.Touch());
        db.RemoveRange(open.SelectMany(a => a.Readings.Where(r => readers[a.PersonId!.Value].Contains(r.ReaderId))));
    }
}
