using MassTransit;
using Mentorship.Contracts;

namespace Mentorship.Notification.Contacts;

/// <summary>Marks a copy stale. Nobody's copy begins here: it begins when there is something to tell them, and whatever is
/// pulled after that is newer than every event already consumed.</summary>
internal sealed class KeepContacts(NotificationDb db, TimeProvider time)
    : IConsumer<StudentChanged>, IConsumer<MentorChanged>, IConsumer<AddressesChanged>, IConsumer<PersonInvited>
{
    public Task Consume(ConsumeContext<StudentChanged> context) =>
        HeardAsync(context.Message.StudentId, context.Message.Version, context.CancellationToken);

    public Task Consume(ConsumeContext<MentorChanged> context) =>
        HeardAsync(context.Message.MentorId, context.Message.Version, context.CancellationToken);

    public Task Consume(ConsumeContext<AddressesChanged> context) =>
        HeardAsync(context.Message.PersonId, context.Message.Version, context.CancellationToken);

    public Task Consume(ConsumeContext<PersonInvited> context) =>
        HeardAsync(context.Message.PersonId, context.Message.Version, context.CancellationToken);

    async Task HeardAsync(Guid person, int version, CancellationToken ct)
    {
        if (await db.Contacts.FindAsync([person], ct) is { } contact)
            contact.Heard(version, time.GetUtcNow());
    }
}
