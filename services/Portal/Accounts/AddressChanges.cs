using Mentorship.Portal.Clients;
using Mentorship.ServiceDefaults;

namespace Mentorship.Portal.Accounts;

/// <summary>Changes of one's addresses. Profile makes them; sign-in follows before the page answers, and every address concerned is told.</summary>
internal sealed class AddressChanges(PortalDb db, ProfileClient profile, Addresses addresses, CodePost post, Shell.People people)
{
    /// <summary>After its code was typed.</summary>
    public async Task<Refused?> Add(Guid person, string email, CancellationToken ct) => await Follow(person, "added", await profile.UseSecondAddress(person, email, ct), ct);

    public async Task<Refused?> Drop(Guid person, CancellationToken ct) => await Follow(person, "dropped", await profile.DropSecondAddress(ct), ct);

    public async Task<Refused?> MakeFirst(Guid person, string email, CancellationToken ct) => await Follow(person, "swapped", await profile.SwapAddresses(email, ct), ct);

    async Task<Refused?> Follow(Guid person, string change, Answer<ToTell> answer, CancellationToken ct)
    {
        if (answer.Refused is { } refused) return refused;
        if (answer.Value is not { Addresses.Length: > 0 } told) return null;
        post.Tell(person, change, told.Addresses);
        people.Forget(person);
        return await Races.RetryAsync(db, async () =>
        {
            var contact = (await profile.Contacts([person], ct)).FirstOrDefault();
            if (contact is not null && await db.WholeAccountAsync(person, ct) is { } account) account.Take(contact, addresses);
            await db.SaveChangesAsync(ct);
            return (Refused?)null;
        }, ct);
    }
}
