using MassTransit;
using Mentorship.Contracts;
using Mentorship.Messaging;
using Mentorship.Portal.Accounts;
using Mentorship.ServiceDefaults.PersonalData;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Portal.PersonalData;

/// <summary>Closes an account for ever: address, password, app, roles, codes and links go, and every session is over at its next request.</summary>
internal sealed class ErasePerson(PortalDb db, DataKeys<PortalDb> keys, TimeProvider time) : IConsumer<PersonErased>
{
    public async Task Consume(ConsumeContext<PersonErased> context)
    {
        var (erased, now, ct) = (context.Message, time.GetUtcNow(), context.CancellationToken);
        var account = await db.WholeAccountAsync(erased.PersonId, ct);
        // Codes to their addresses under nobody's id, asked for before there was an account, or under that of somebody who said the address is theirs.
        string[] hashes = account is null ? [] : [.. new[] { account.AddressHash, account.SecondAddressHash }.OfType<string>()];
        db.RemoveRange(await db.SignInAttempts.Where(a => hashes.Contains(a.AddressHash)).ToListAsync(ct));
        if (account is null) db.Add(account = new Account(erased.PersonId));
        account.Erase(erased.Version);
        await db.EraseAsync(Held.Tables, erased.PersonId, ct);
        await keys.DestroyAsync(erased.PersonId, ct);
        db.Announce(new ErasureDone { PersonId = erased.PersonId, Service = "portal", Version = erased.Version, DoneAt = now }, now);
    }
}
