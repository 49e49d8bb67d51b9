using System.Net.Http.Json;
using Mentorship.Notification.Telling;
using Mentorship.ServiceDefaults;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Notification.Contacts;

/// <summary>Pulls contact details from Profile, up to 200 people a call, and keeps them sealed.</summary>
internal sealed class ContactCopies(NotificationDb db, DataKeys<NotificationDb> keys, ServiceCalls calls, TimeProvider time)
{
    const int PerCall = 200;
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    /// <summary>Brings stale copies up to date: these people's, or whoever's turn it is.</summary>
    /// <exception cref="HttpRequestException">Profile does not answer.</exception>
    public Task PullAsync(IReadOnlyCollection<Guid>? people, CancellationToken ct) => Races.RetryAsync(db, async () =>
    {
        var now = time.GetUtcNow();
        var stale = await Stale(people, now).OrderBy(c => c.PersonId).Take(PerCall).ToListAsync(ct);
        if (stale.Count == 0)
            return 0;
        var views = await ViewsAsync([.. stale.Select(c => c.PersonId)], ct);
        var sealers = await keys.ForAsync([.. views.Where(v => !v.Value.Erased).Select(v => v.Key)], ct);
        foreach (var contact in stale)
            Take(contact, views.GetValueOrDefault(contact.PersonId), sealers, now);
        return await db.SaveChangesAsync(ct);
    }, ct);

    /// <summary>The copies that can be used for writing to or about these people.</summary>
    public async Task<IReadOnlyDictionary<Guid, ContactCard>> OpenAsync(IReadOnlyCollection<Guid> people, CancellationToken ct)
    {
        var contacts = await db.Contacts.AsNoTracking().Where(c => people.Contains(c.PersonId) && c.Card != null).ToListAsync(ct);
        if (contacts.Count == 0)
            return new Dictionary<Guid, ContactCard>();
        var openers = await keys.ForAsync([.. contacts.Select(c => c.PersonId)], ct);
        return contacts.Where(c => openers.ContainsKey(c.PersonId))
            .ToDictionary(c => c.PersonId, c => ContactCard.Read(openers[c.PersonId].Open(Contact.Table, Contact.Column, c.Card!)));
    }

    IQueryable<Contact> Stale(IReadOnlyCollection<Guid>? people, DateTimeOffset now)
    {
        var stale = db.Contacts.Where(c => !c.Erased && (c.KeptVersion < c.WantedVersion || c.Card == null));
        return people is null
            ? stale.Where(c => c.AskAt <= now).OrderBy(c => c.AskAt)
            : stale.Where(c => people.Contains(c.PersonId));
    }

    async Task<Dictionary<Guid, ContactView>> ViewsAsync(Guid[] ids, CancellationToken ct)
    {
        using var profile = calls.To("profile", "notification");
        using var answer = await profile.PostAsJsonAsync("views/contacts", new { ids }, Json.Options, ct);
        answer.EnsureSuccessStatusCode();
        var views = await answer.Content.ReadFromJsonAsync<ContactView[]>(Json.Options, ct);
        return views!.ToDictionary(v => v.Id);
    }

    void Take(Contact contact, ContactView? view, IReadOnlyDictionary<Guid, DataKey> sealers, DateTimeOffset now)
    {
        if (view is { Erased: true })
        {
            contact.Erase(view.Version);
            return;
        }
        if (view is not null && sealers.TryGetValue(contact.PersonId, out var key))
        {
            var card = new ContactCard(view.Name ?? "", view.Email ?? "", view.TimeZone ?? "", view.SecondEmail, view.RecoveryEmail, view.SignInResets);
            if (contact.Card is { } before && view.Version > contact.KeptVersion)
                db.TellOfAddresses(contact.PersonId, view.Version, ContactCard.Read(key.Open(Contact.Table, Contact.Column, before)), card, key, now);
            contact.Keep(view.Version, key.Seal(Contact.Table, Contact.Column, card.Write()));
        }
        // Profile may be behind its own event for a moment, or may not know the person at all.
        if (!contact.IsCurrent)
            contact.AskLater(now + Pause);
    }

    sealed record ContactView(Guid Id, int Version, bool Erased, string? Name, string? Email, string? SecondEmail, string? RecoveryEmail, int SignInResets, string? TimeZone);
}
