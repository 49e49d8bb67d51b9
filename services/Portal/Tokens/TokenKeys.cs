using Mentorship.ServiceDefaults;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.Tokens;

namespace Mentorship.Portal.Tokens;

/// <summary>
/// The keys that sign tokens. There are always two: one that signs and the next, published for as long as the first
/// signs, so that every service knows it before it is used. A key that no longer signs stays published for a day.
/// </summary>
internal sealed class TokenKeys(IServiceScopeFactory scopes, Keys keys, TimeProvider time) : IDisposable
{
    public static readonly TimeSpan SignsFor = TimeSpan.FromDays(30), StaysFor = TimeSpan.FromDays(1);
    static readonly TimeSpan LookAgain = TimeSpan.FromMinutes(1);

    readonly SemaphoreSlim _one = new(1, 1);
    Held _held = new([], DateTimeOffset.MinValue, DateTimeOffset.MinValue);

    /// <summary>The key that signs now.</summary>
    public async Task<ECDsaSecurityKey> Current(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        return (await Look(now, ct)).Last(k => k.SignsFrom <= now).Key;
    }

    /// <summary>Every key a service has to accept now or soon.</summary>
    public async Task<IReadOnlyList<ECDsaSecurityKey>> Published(CancellationToken ct) =>
        [.. (await Look(time.GetUtcNow(), ct)).Select(k => k.Key)];

    async Task<Known[]> Look(DateTimeOffset now, CancellationToken ct)
    {
        var held = _held;
        if (now < held.LookAt && now < held.ChangesAt) return held.Keys;
        await _one.WaitAsync(ct);
        try
        {
            held = _held;
            if (now < held.LookAt && now < held.ChangesAt) return held.Keys;
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<PortalDb>();
            var rows = await Races.RetryAsync(db, () => Renew(db, now, ct), ct);
            var known = held.Keys.ToDictionary(k => k.Key.KeyId);
            Known[] open = [.. rows.Select(r => known.TryGetValue(r.KeyId, out var k) ? k : new Known(r.Open(keys), r.SignsFrom))];
            _held = new Held(open, now + LookAgain, open.Select(k => k.SignsFrom).Where(at => at > now).Min());
            return open;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Makes the first key and, whenever the next has begun to sign, the one after it.</summary>
    static async Task<List<TokenKey>> Renew(PortalDb db, DateTimeOffset now, CancellationToken ct)
    {
        var rows = await db.Set<TokenKey>().OrderBy(k => k.Number).ToListAsync(ct);
        while (rows.Count == 0 || rows[^1].SignsFrom <= now)
        {
            var next = new TokenKey(rows.Count == 0 ? 1 : rows[^1].Number + 1, rows.Count == 0 ? now : now + SignsFor, now);
            db.Add(next);
            rows.Add(next);
        }
        var current = rows.Last(k => k.SignsFrom <= now);
        foreach (var old in rows.Where(k => k.Number < current.Number && current.SignsFrom + StaysFor <= now).ToList())
        {
            db.Remove(old);
            rows.Remove(old);
        }
        if (db.ChangeTracker.HasChanges()) await db.SaveChangesAsync(ct);
        return rows;
    }

    public void Dispose() => _one.Dispose();

    sealed record Known(ECDsaSecurityKey Key, DateTimeOffset SignsFrom);

    sealed record Held(Known[] Keys, DateTimeOffset LookAt, DateTimeOffset ChangesAt);
}
