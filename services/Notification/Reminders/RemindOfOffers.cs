using Mentorship.Notification.Deliveries;
using Mentorship.Notification.Telling;
using Mentorship.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Notification.Reminders;

/// <summary>Writes down the reminders that are due, as deliveries like any other; those whose answer is here get none.</summary>
internal sealed class RemindOfOffers(NotificationDb db, TimeProvider time)
{
    const int PerRound = 200;

    /// <summary>A reminder that is a day late may cross the answer, or come a day before the next one.</summary>
    static readonly TimeSpan Worth = TimeSpan.FromDays(1);

    public Task GoAsync(CancellationToken ct) => Races.RetryAsync(db, async () =>
    {
        var now = time.GetUtcNow();
        var due = await db.OpenOffers.Where(o => o.RemindAt <= now).OrderBy(o => o.RemindAt).Take(PerRound).ToListAsync(ct);
        foreach (var offer in due)
        {
            var reminder = offer.Remind(now);
            var until = reminder.About.Until!.Value;
            foreach (var person in reminder.People)
                await db.TellAsync(person, LetterKind.Reminder, reminder.Event, reminder.About, now, until < now + Worth ? until : now + Worth, [Channel.Mail, Channel.InApp], ct);
        }
        return due.Count == 0 ? 0 : await db.SaveChangesAsync(ct);
    }, ct);
}
