using System.Collections.Concurrent;
using System.Text.Json;
using Mentorship.Matching.Engine;
using Mentorship.ServiceDefaults;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Matching.Pool;

/// <summary>
/// The pools that this process holds open. Opening ten thousand sealed rows takes a good part of a second, a page
/// may not: so a pool is kept, and the sums of its row versions tell whether, and the versions themselves which
/// people, have to be opened again.
/// </summary>
sealed class OpenPools(Terms terms)
{
    const int KeptCohorts = 64;

    static readonly HashSet<Guid> NoConflicts = [];
    static readonly Dictionary<string, Wish> NoWishes = [];
    static readonly Dictionary<string, string[]> NoFacets = [];

    readonly ConcurrentDictionary<Guid, Entry> _entries = new();

    public async Task<CohortPool> GetAsync(MatchingDb db, DataKeys<MatchingDb> keys, Guid cohortId, CancellationToken ct)
    {
        var known = await terms.GetAsync(ct);
        var entry = _entries.GetOrAdd(cohortId, _ => new Entry());
        entry.Used = Environment.TickCount64;
        var stamp = await StampAsync(db, cohortId, ct);
        if (entry.Pool is { } pool && entry.Stamp == stamp && ReferenceEquals(pool.Taxonomy, known.Taxonomy))
            return pool;

        await entry.Opening.WaitAsync(ct);
        try
        {
            stamp = await StampAsync(db, cohortId, ct);
            if (entry.Pool is null || entry.Stamp != stamp || !ReferenceEquals(entry.Pool.Taxonomy, known.Taxonomy))
            {
                // The stamp is read before the rows: a change in between is seen again with the next page, never missed.
                entry.Pool = await OpenAsync(db, keys, cohortId, entry, known, ct);
                entry.Stamp = stamp;
            }
            Forget();
            return entry.Pool;
        }
        finally
        {
            entry.Opening.Release();
        }
    }

    static async Task<PoolStamp> StampAsync(MatchingDb db, Guid cohortId, CancellationToken ct) => new(
        await db.PoolStudents.Where(s => s.CohortId == cohortId).SumAsync(s => (long)s.Version, ct),
        await db.PoolMentors.Where(m => m.CohortId == cohortId).SumAsync(m => (long)m.Version, ct),
        await db.Requests.Where(r => r.CohortId == cohortId).SumAsync(r => (long)r.Version, ct),
        await db.Forbids.Where(f => f.CohortId == cohortId).SumAsync(f => (long)f.Version, ct));

    static async Task<CohortPool> OpenAsync(
        MatchingDb db, DataKeys<MatchingDb> keys, Guid cohortId, Entry entry, KnownTerms known, CancellationToken ct)
    {
        var students = await db.PoolStudents.AsNoTracking().Where(s => s.CohortId == cohortId && s.Here).ToListAsync(ct);
        var mentors = await db.PoolMentors.AsNoTracking().Where(m => m.CohortId == cohortId && m.Here).ToListAsync(ct);
        var choices = (await db.Set<Requests.Choice>().AsNoTracking().Where(c => c.CohortId == cohortId)
            .Select(c => new { c.StudentId, c.MentorId, c.Rank }).ToListAsync(ct)).ToLookup(c => c.StudentId);
        var forbidden = (await db.Forbids.AsNoTracking().Where(f => f.CohortId == cohortId && f.InForce)
            .Select(f => new { f.StudentId, f.MentorId }).ToListAsync(ct)).ToLookup(f => f.StudentId, f => f.MentorId.Value);

        var wanted = students.Select(s => (Id: s.StudentId.Value, s.Version)).Concat(mentors.Select(m => (Id: m.MentorId.Value, m.Version)))
            .Where(w => !entry.People.TryGetValue((w.Id, w.Version), out _)).Select(w => w.Id).Distinct().ToArray();
        var opened = await OpenPeopleAsync(db, keys, wanted, ct);
        var kept = new Dictionary<(Guid, int), OpenPerson>(students.Count + mentors.Count);
        OpenPerson? Person(Guid id, int version)
        {
            var person = opened.GetValueOrDefault(id) ?? entry.People.GetValueOrDefault((id, version));
            if (person is not null)
                kept[(id, version)] = person;
            return person;
        }

        var pool = new CohortPool(cohortId, known.Taxonomy,
            from s in students
            let p = Person(s.StudentId.Value, s.Version)?.Student
            where p is not null
            select new OpenStudent(p.Profile with
            {
                Interests = known.Now(p.Profile.Interests),
                Goals = known.Now(p.Profile.Goals),
                Minor = s.Minor,
                Consented = s.Consented,
                Forbidden = forbidden[s.StudentId].ToHashSet(),
                Rankings = choices[s.StudentId].ToDictionary(c => c.MentorId.Value, c => c.Rank),
            }, p.Zone, p.Hours, s.JoinedAt),
            from m in mentors
            let p = Person(m.MentorId.Value, m.Version)?.Mentor
            where p is not null
            select new OpenMentor(p.Profile with
            {
                Interests = known.Now(p.Profile.Interests),
                Goals = known.Now(p.Profile.Goals),
                Paused = m.Paused,
                Untrained = m.Untrained,
                Cleared = m.Cleared,
            }, p.Zone, p.Hours, m.Capacity, m.Said, m.Minimum, m.Paused, m.Untrained));
        entry.People = kept;
        return pool;
    }

    static async Task<Dictionary<Guid, OpenPerson>> OpenPeopleAsync(MatchingDb db, DataKeys<MatchingDb> keys, Guid[] ids, CancellationToken ct)
    {
        var opened = new Dictionary<Guid, OpenPerson>(ids.Length);
        foreach (var batch in ids.Chunk(1000))
        {
            var rows = await db.People.AsNoTracking().Where(p => batch.Contains(p.Id) && p.Attributes != null)
                .Select(p => new { p.Id, p.Attributes, p.Conflicts }).ToListAsync(ct);
            var opening = await keys.ForAsync([.. rows.Select(r => r.Id)], ct);
            foreach (var row in rows)
                if (opening.TryGetValue(row.Id, out var key)
                    && JsonSerializer.Deserialize<Attributes>(key.Open(Attributes.Table, Attributes.Column, row.Attributes!), Json.Options) is { } attributes)
                    opened[row.Id] = new OpenPerson(Student(row.Id, attributes, row.Conflicts is { } sealedOnes ? JsonSerializer.Deserialize<HashSet<Guid>>(key.Open(Attributes.Table, Attributes.ConflictsColumn, sealedOnes), Json.Options)! : NoConflicts), Mentor(row.Id, attributes));
        }
        return opened;
    }

    static OpenStudent? Student(Guid id, Attributes attributes, HashSet<Guid> conflicts) => attributes.Student is not { } view ? null : new OpenStudent(new StudentProfile
    {
        Id = id,
        Stage = view.Stage,
        Interests = view.Interests,
        Goals = view.Goals,
        Languages = view.Languages,
        Time = Time(view.Availability, view.TimeZone),
        Conflicts = conflicts,
        Wishes = [.. from wish in view.Wishes ?? NoWishes
                     join facet in attributes.Facets ?? NoFacets on wish.Key equals facet.Key
                     select new Engine.Wish(facet.Key, facet.Value, wish.Value == Wish.Lot ? Weight.Medium : Weight.Low), .. Meetings.Wishes(view)],
    }, Zone(view.TimeZone), view.Availability, default);

    static OpenMentor? Mentor(Guid id, Attributes attributes) => attributes.Mentor is not { } view ? null : new OpenMentor(new MentorProfile
    {
        Id = id,
        Stages = view.Stages,
        Interests = view.Interests,
        Goals = view.Goals,
        Languages = view.Languages,
        Time = Time(view.Availability, view.TimeZone),
        Flexible = view.Flexible,
        Told = (attributes.Facets ?? NoFacets).Select(f => (About: f.Key, Said: f.Value)).Concat(Meetings.Told(view)).ToDictionary(f => f.About, f => (IReadOnlyCollection<string>)f.Said),
    }, Zone(view.TimeZone), view.Availability, 0, 0, 0, Paused: false, Untrained: false);

    static TimeZoneInfo Zone(string id) => TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? zone : TimeZoneInfo.Utc;

    /// <summary>Profile checks hours and zones; one that this machine cannot read counts as not stated rather than stopping a cohort.</summary>
    static WeeklyTime? Time(string[] availability, string zone) =>
        availability.Length > 0 && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found)
        && WeeklyTime.TryParse(availability, found, out var time, out _) ? time : null;

    void Forget()
    {
        while (_entries.Count > KeptCohorts)
            _entries.TryRemove(_entries.MinBy(e => e.Value.Used));
    }

    sealed class Entry
    {
        public SemaphoreSlim Opening { get; } = new(1, 1);
        public volatile CohortPool? Pool;
        public PoolStamp? Stamp { get; set; }
        public Dictionary<(Guid Id, int Version), OpenPerson> People { get; set; } = [];
        public long Used { get; set; }
    }

    sealed record PoolStamp(long Students, long Mentors, long Requests, long Forbids);

    sealed record OpenPerson(OpenStudent? Student, OpenMentor? Mentor);
}

/// <summary>The open pools, for one request.</summary>
sealed class Pools(MatchingDb db, DataKeys<MatchingDb> keys, OpenPools open)
{
    public Task<CohortPool> OpenAsync(Guid cohortId, CancellationToken ct) => open.GetAsync(db, keys, cohortId, ct);
}
