using MassTransit;
using Mentorship.Contracts;
using Mentorship.Portal.Clients;

namespace Mentorship.Portal.Accounts;

/// <summary>Someone was invited, or has other addresses now: their account is made, or takes what Profile says of them.</summary>
internal sealed class KeepAccount(PortalDb db, ProfileClient profile, Addresses addresses) : IConsumer<PersonInvited>, IConsumer<AddressesChanged>
{
    public Task Consume(ConsumeContext<PersonInvited> context) => Keep(context.Message.PersonId, invited: true, context.CancellationToken);

    public Task Consume(ConsumeContext<AddressesChanged> context) => Keep(context.Message.PersonId, invited: false, context.CancellationToken);

    async Task Keep(Guid person, bool invited, CancellationToken ct)
    {
        if ((await profile.Contacts([person], ct)).FirstOrDefault() is not { } contact) return;

        var account = await db.WholeAccountAsync(person, ct);
        // Whoever was not asked in yet has no account to keep.
        if (account is null && !invited) return;
        if (account is null && contact.Erased) return;
        if (account is null) db.Add(account = new Account(person));
        account.Take(contact, addresses);
    }
}
