using Mentorship.Portal.Clients;
using Microsoft.Extensions.Caching.Memory;

namespace Mentorship.Portal.Shell;

/// <summary>Names and cards for ids, in one call for all that are not at hand; kept in memory for a minute, never stored.</summary>
internal sealed class People(ProfileClient profile, IMemoryCache cache)
{
    const int AtOnce = 200;
    static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    public async Task<Dictionary<Guid, Card>> Cards(IEnumerable<Guid> ids, CancellationToken ct)
    {
        var found = new Dictionary<Guid, Card>();
        var missing = new List<Guid>();
        foreach (var id in ids.Distinct())
            if (cache.TryGetValue((nameof(Card), id), out Card? card)) found[id] = card!;
            else missing.Add(id);
        foreach (var some in missing.Chunk(AtOnce))
            foreach (var card in await profile.Cards(some, ct))
                found[card.Id] = cache.Set((nameof(Card), card.Id), card, Fresh);
        return found;
    }

    public async Task<Contact?> Contact(Guid id, CancellationToken ct) =>
        await cache.GetOrCreateAsync((nameof(Clients.Contact), id), async entry =>
        {
            var contact = (await profile.Contacts([id], ct)).FirstOrDefault();
            entry.AbsoluteExpirationRelativeToNow = contact is null ? TimeSpan.FromSeconds(5) : Fresh;
            return contact;
        });

    /// <summary>What a cohort is called; names of cohorts hardly ever change.</summary>
    public async Task<CohortSummary?> Cohort(Guid id, CancellationToken ct) =>
        await cache.GetOrCreateAsync((nameof(CohortSummary), id), async entry =>
        {
            var cohort = await profile.Summary(id, ct);
            entry.AbsoluteExpirationRelativeToNow = cohort is null ? TimeSpan.FromSeconds(5) : Fresh;
            return cohort;
        });

    /// <summary>After a change of one's own profile, the next page shows it.</summary>
    public void Forget(Guid id)
    {
        cache.Remove((nameof(Card), id));
        cache.Remove((nameof(Clients.Contact), id));
    }
}

internal static class CardOf
{
    /// <summary>A card, or a stand-in where Profile knows the person no more.</summary>
    public static Card Or(this IReadOnlyDictionary<Guid, Card> cards, Guid id) =>
        cards.TryGetValue(id, out var card) ? card : new Card(id, "Someone who left", "Someone", null, null, null, [], null);
}
