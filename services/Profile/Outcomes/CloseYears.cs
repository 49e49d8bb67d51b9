using Mentorship.ServiceDefaults;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Mentorship.Profile.Outcomes;

/// <summary>
/// Makes the figures of a year when it is over on the school's clock, once. A division whose counts are still too few waits with them
/// for the next year; what went into a figure goes into no other, so that no two figures have anybody in common.
/// </summary>
internal sealed partial class CloseYears(IServiceScopeFactory scopes, IOptions<SchoolOptions> school, TimeProvider time, ILogger<CloseYears> log) : HourlyWork(scopes, time, log)
{
    /// <summary>For so long a year waits for publications of which Matching has not said what they did.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromDays(7);

    readonly IServiceScopeFactory _scopes = scopes;

    protected override async Task WorkAsync(ProfileDb db, DateTimeOffset now, CancellationToken ct)
    {
        while (await NextAsync(db, now, ct) is { } year)
        {
            await using var scope = _scopes.CreateAsyncScope();
            var (own, keys) = (scope.ServiceProvider.GetRequiredService<ProfileDb>(), scope.ServiceProvider.GetRequiredService<DataKeys<ProfileDb>>());
            await Races.RetryAsync(own, () => CloseAsync(own, keys, year, now, ct), ct);
            Closed(year);
        }
    }

    /// <summary>The first year that is over and not closed yet, of those in which anything was published.</summary>
    async Task<int?> NextAsync(ProfileDb db, DateTimeOffset now, CancellationToken ct)
    {
        if (await db.PublishedRounds.MinAsync(p => p.OutAt, ct) is not { } first)
            return null;
        var last = await db.ClosedYears.MaxAsync(y => (int?)y.Year, ct);
        var next = last + 1 ?? YearOf(first);
        var end = EndOf(next);
        if (now < end)
            return null;
        return now < end + Patience && await db.PublishedRounds.AnyAsync(p => p.FrozenAt == null && p.GoesOutAt < end, ct) ? null : next;
    }

    async Task<int> CloseAsync(ProfileDb db, DataKeys<ProfileDb> keys, int year, DateTimeOffset now, CancellationToken ct)
    {
        if (await db.ClosedYears.AnyAsync(y => y.Year == year, ct))
            return 0;
        var (begin, end) = (EndOf(year - 1), EndOf(year));
        var rounds = await db.PublishedRounds.AsNoTracking().Where(p => p.OutAt < end).ToDictionaryAsync(p => p.Id, ct);
        var within = rounds.Values.Where(p => p.OutAt >= begin).ToArray();
        db.Add(ClosedYear.Of(year, within.Length, within.Sum(p => p.NewStudents), now));
        var waiting = (await db.SealedCounts.Where(t => t.Year == null).ToListAsync(ct)).FindAll(t => rounds.ContainsKey(t.PublicationId));
        var opening = await keys.ForAsync([.. waiting.Select(t => t.PublicationId).Distinct()], ct);
        foreach (var pool in waiting.GroupBy(t => (t.Role, t.Division)))
            db.AddRange(Figures(year, pool.Key.Role, Division.All.First(d => d.Code == pool.Key.Division), [.. pool], t => t.Open(opening[t.PublicationId]), t => rounds[t.PublicationId]));
        return await db.SaveChangesAsync(ct);
    }

    IEnumerable<FrozenFigure> Figures(int year, string role, Division division, SealedCounts[] pool, Func<SealedCounts, Counts> open, Func<SealedCounts, PublishedRound> roundOf)
    {
        var yardstick = Yardstick.Of(role);
        var from = pool.Min(t => YearOf(roundOf(t).OutAt!.Value));
        var programmes = pool.Where(t => t.ForOffices).GroupBy(t => roundOf(t).ProgrammeId).ToDictionary(g => g.Key, g => Counts.Sum(g.Select(open)));
        var others = Counts.Sum(pool.Where(t => !t.ForOffices).Select(open));
        // A choice that was taken out of the vocabulary since is still somebody's answer.
        string[] groups = [.. division.Groups.Union(programmes.Values.Append(others).SelectMany(c => c.Groups.Keys))];
        var release = Release.Of(programmes, others, groups, yardstick);
        yield return FrozenFigure.Of(year, from, role, division.Code, FrozenFigure.Everybody, release is null ? null : Figure.Of(release.Cut, release.All, yardstick));
        foreach (var programme in programmes.Keys)
            yield return FrozenFigure.Of(year, from, role, division.Code, programme,
                release?.Programmes.TryGetValue(programme, out var counts) == true ? Figure.Of(release.Cut, counts, yardstick) : null);
        if (release is not null)
            foreach (var counted in pool)
                counted.GoInto(year);
    }

    TimeZoneInfo Zone => TimeZoneInfo.TryFindSystemTimeZoneById(school.Value.TimeZone, out var zone) ? zone : TimeZoneInfo.Utc;

    int YearOf(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Zone).Year;

    DateTimeOffset EndOf(int year) => new(TimeZoneInfo.ConvertTimeToUtc(new DateTime(year + 1, 1, 1), Zone), TimeSpan.Zero);

    [LoggerMessage(Level = LogLevel.Information, Message = "The outcome figures of {Year} are made")]
    partial void Closed(int year);
}
