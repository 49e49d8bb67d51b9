using Mentorship.Portal.Clients;
using Mentorship.ServiceDefaults;

namespace Mentorship.Portal.Accounts;

/// <summary>Changes of one's addresses. Profile makes them; sign-in follows before the page answers, and Notification tells every address concerned.</summary>
internal sealed class AddressChanges(PortalDb db, ProfileClient profile, Addresses addresses, Shell.People people)
{
    /// <summary>After its code was typed.</summary>
    public async Task<Refused?> Add(Guid person, string email, CancellationToken ct) => await Follow(person, await profile.UseSecondAddress(person, email, ct), ct);

    public async Task<Refused?> Drop(Guid person, CancellationToken ct) => await Follow(person, await profile.DropSecondAddress(ct), ct);

    public async Task<Refused?> MakeFirst(Guid person, string email, CancellationToken ct) => await Follow(person, await profile.SwapAddresses(email, ct), ct);

    /// <summary>After its code was typed: the address the office let open the account is theirs, and what they signed in with before is void.</summary>
    public async Task<Refused?> Recover(Guid person, string email, CancellationToken ct) => await Follow(person, await profile.TakeRecovery(person, email, ct), ct);

    /// <summary>The address that the office let open the account opens nothing any more.</summary>
    public async Task<Refused?> StopRecovery(Guid person, CancellationToken ct) => await Follow(person, await profile.StopMyRecovery(ct), ct);

    async Task<Refused?> Follow(Guid person, Answer<Nothing> answer, CancellationToken ct)
    {
        if (answer.Refused is { } refused) return refused;
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
