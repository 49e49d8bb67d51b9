using Mentorship.Notification.Cohorts;
using Mentorship.Notification.Contacts;
using Mentorship.Notification.Deliveries;
using Mentorship.Notification.Reminders;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Notification.Telling;

/// <summary>What every consumer here does with an event: rows for those who are to know, and the people and cohorts those rows
/// need. Nothing is saved here; the inbox saves it together with itself.</summary>
internal static class Tell
{
    /// <summary>For how long an answer or an end is news.</summary>
    public static readonly TimeSpan Worth = TimeSpan.FromDays(7);

    /// <summary>Adds one row per channel unless this person was told already.</summary>
    public static async Task TellAsync(
        this NotificationDb db, Guid person, string kind, string @event, Facts facts, DateTimeOffset now, DateTimeOffset giveUpAt, Channel[] channels, CancellationToken ct)
    {
        if (await db.IsErasedAsync(person, ct))
            return;
        var told = await db.Deliveries.Where(d => d.Event == @event && d.PersonId == person).Select(d => d.Channel).ToListAsync(ct);
        foreach (var channel in channels.Except(told))
            db.Add(Delivery.Of(kind, @event, person, channel, facts, now, giveUpAt));
    }

    /// <summary>An offer is no longer open, for better or worse: these people are told by mail and in their inbox.</summary>
    /// <param name="kind">Of the letter; the event is told once under this word, the pair and the version.</param>
    /// <param name="version">Of the pair.</param>
    /// <param name="facts">With both people, pair, cohort and programme, and since when.</param>
    public static async Task TellOfEndAsync(
        this NotificationDb db, string kind, int version, Facts facts, Guid[] people, DateTimeOffset now, CancellationToken ct)
    {
        var (pair, at) = (facts.PairId!.Value, facts.Until!.Value);
        await db.WantContactsAsync(now, ct, facts.StudentId!.Value, facts.MentorId!.Value);
        await db.KnowCohortAsync(facts.CohortId!.Value, facts.ProgrammeId!.Value, ct);
        (await db.OpenOfferAsync(pair, ct)).End();
        foreach (var person in people)
            await db.TellAsync(person, kind, $"{kind}/{pair}/{version}", facts, now, at + Worth, [Channel.Mail, Channel.InApp], ct);
    }

    /// <summary>Whoever was erased is told nothing, however late the news comes.</summary>
    public static async Task<bool> IsErasedAsync(this NotificationDb db, Guid person, CancellationToken ct) =>
        await db.Contacts.FindAsync([person], ct) is { Erased: true };

    /// <summary>Notes that a copy of these people's contact details will be needed.</summary>
    public static async Task WantContactsAsync(this NotificationDb db, DateTimeOffset now, CancellationToken ct, params Guid[] people)
    {
        var known = await db.Contacts.Where(c => people.Contains(c.PersonId)).Select(c => c.PersonId).ToListAsync(ct);
        foreach (var person in people.Except(known))
            db.Add(Contact.Wanted(person, version: 1, now));
    }

    public static async Task KnowCohortAsync(this NotificationDb db, Guid cohort, Guid programme, CancellationToken ct)
    {
        if (!await db.Cohorts.AnyAsync(c => c.CohortId == cohort, ct))
            db.Add(KnownCohort.Of(cohort, programme));
    }
}
