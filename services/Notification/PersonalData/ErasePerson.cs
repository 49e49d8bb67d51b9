using MassTransit;
using Mentorship.Contracts;
using Mentorship.Messaging;
using Mentorship.Notification.Contacts;
using Mentorship.Notification.Deliveries;
using Mentorship.Notification.Sending;
using Mentorship.ServiceDefaults.PersonalData;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Notification.PersonalData;

/// <summary>
/// Forgets a person: the copy of their contact, what they were told, their key, and in a folder of mails those that name
/// them, to whomever they went. What others have still to be told of them is told without a name, or no more.
/// </summary>
internal sealed class ErasePerson(NotificationDb db, DataKeys<NotificationDb> keys, MailFolder folder, TimeProvider time) : IConsumer<PersonErased>
{
    /// <summary>How the end of an offer or a pair is told: the only news of somebody who is gone.</summary>
    static readonly string[] Ends = [LetterKind.Withdrawn, LetterKind.Ended, LetterKind.Expired];

    public async Task Consume(ConsumeContext<PersonErased> context)
    {
        var (erased, now, ct) = (context.Message, time.GetUtcNow(), context.CancellationToken);
        var id = erased.PersonId.ToString();
        var naming = await db.Deliveries.Where(d => d.PersonId == erased.PersonId || d.Facts.Contains(id)).ToListAsync(ct);
        if (naming.Exists(d => d.IsUnderWay(now)))
            throw new MailUnderWayException();

        foreach (var delivery in naming.Where(d => d.Channel == Channel.Mail))
            folder.Delete(delivery.Id);
        foreach (var delivery in naming.Where(d => d.State == DeliveryState.Waiting && !Ends.Contains(d.Kind)))
            delivery.Fail("person-erased");

        if (await db.Contacts.FindAsync([erased.PersonId], ct) is not { } contact)
            db.Add(contact = Contact.Wanted(erased.PersonId, erased.Version, now));
        if (!contact.Erased)
            contact.Erase(erased.Version);
        await db.EraseAsync(Held.Tables, erased.PersonId, ct);
        await keys.DestroyAsync(erased.PersonId, ct);
        db.Announce(new ErasureDone { PersonId = erased.PersonId, Service = "notification", Version = erased.Version, DoneAt = now }, now);
    }

#pragma warning disable CA1032, CA1064 // thrown here alone, so that the message comes again once the mail is out
    sealed class MailUnderWayException() : Exception("A mail that names the person is being sent; it is erased when that is over.");
#pragma warning restore CA1032, CA1064
}
