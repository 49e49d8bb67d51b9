using MassTransit;
using Mentorship.Contracts;
using Mentorship.Portal.Clients;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Portal.Accounts;

/// <summary>Someone was invited: their account is made, or takes the address and roles that Profile has for them now.</summary>
internal sealed class KeepAccount(PortalDb db, ProfileClient profile, Addresses addresses) : IConsumer<PersonInvited>
{
    public async Task Consume(ConsumeContext<PersonInvited> context)
    {
        var ct = context.CancellationToken;
        var person = context.Message.PersonId;
        if ((await profile.Contacts([person], ct)).FirstOrDefault() is not { } contact) return;

        var account = await db.Accounts.Include(a => a.Roles).SingleOrDefaultAsync(a => a.Id == person, ct);
        if (account is null && contact.Erased) return;
        if (account is null) db.Add(account = new Account(person));
        account.Take(contact, addresses);
    }
}
