using Mentorship.Notification.Deliveries;

namespace Mentorship.Notification.Reminders;

/// <summary>
/// An offer and whose answers are still missing. An answer or the end may be heard before the offer itself: what is
/// answered or ended stays so, in whatever order it comes. Ids and times only; the row stays, so that nothing late reopens it.
/// </summary>
internal sealed class OpenOffer
{
    static readonly TimeSpan[] After = [TimeSpan.FromDays(3), TimeSpan.FromDays(6)];

    OpenOffer() { }

    public Guid PairId { get; private set; }
    public bool StudentAnswered { get; private set; }
    public bool MentorAnswered { get; private set; }
    public bool Ended { get; private set; }
    public DateTimeOffset? MadeAt { get; private set; }

    /// <summary>As the offer told them, empty before it is heard of; the answers since then stand in the row.</summary>
    public string Facts { get; private set; } = "";

    /// <summary>When the next reminder is due; null while there is none to come.</summary>
    public DateTimeOffset? RemindAt { get; private set; }
    public int Version { get; private set; }

    public static OpenOffer Of(Guid pair) => new() { PairId = pair, Version = 1 };

    public void Made(Facts facts, DateTimeOffset at)
    {
        if (MadeAt is not null)
            return;
        (MadeAt, Facts) = (at, facts.Write());
        StudentAnswered |= facts.StudentAnswer != "waiting";
        MentorAnswered |= facts.MentorAnswer != "waiting";
        Plan(after: at);
    }

    public void Answered(string by, string answer)
    {
        StudentAnswered |= by == "student";
        MentorAnswered |= by == "mentor";
        // A single no is the end of it.
        Ended |= answer == "no";
        Plan(after: RemindAt?.AddTicks(-1) ?? default);
    }

    public void End()
    {
        Ended = true;
        Plan(after: default);
    }

    /// <summary>The reminder that is due: what it is about, who has not answered, and its place in the row of reminders.</summary>
    public Reminder Remind(DateTimeOffset now)
    {
        var about = Deliveries.Facts.Read(Facts) with { StudentAnswer = Say(StudentAnswered), MentorAnswer = Say(MentorAnswered) };
        // After a long silence of our own one is enough, and none once the deadline has passed.
        Guid[] people = now >= about.Until ? [] : [.. new[] { StudentAnswered ? null : about.StudentId, MentorAnswered ? null : about.MentorId }.OfType<Guid>()];
        var due = RemindAt!.Value;
        Plan(after: now);
        return new Reminder($"reminder/{PairId}/{(due - MadeAt!.Value).Days}", people, about);
    }

    void Plan(DateTimeOffset after)
    {
        var open = MadeAt is not null && !Ended && !(StudentAnswered && MentorAnswered);
        var deadline = open ? Deliveries.Facts.Read(Facts).Until : null;
        RemindAt = open ? After.Select(days => MadeAt + days).FirstOrDefault(at => at > after && at < deadline) : null;
        Version++;
    }

    static string Say(bool answered) => answered ? "yes" : "waiting";
}

internal sealed record Reminder(string Event, Guid[] People, Facts About);

internal static class OpenOffers
{
    /// <summary>Into the tracker, also when this is the first that is heard of it.</summary>
    public static async Task<OpenOffer> OpenOfferAsync(this NotificationDb db, Guid pair, CancellationToken ct)
    {
        if (await db.OpenOffers.FindAsync([pair], ct) is not { } offer)
            db.Add(offer = OpenOffer.Of(pair));
        return offer;
    }
}
