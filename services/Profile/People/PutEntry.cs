using Mentorship.Profile.Programmes;
using Mentorship.Profile.Vocabulary;

namespace Mentorship.Profile.People;

internal enum Outcome { Added, Changed, Same, Refused }

/// <summary>What putting an entry came to, and what the office should know about it.</summary>
internal readonly record struct Put(Outcome Outcome, Person? Person, string? Reason = null, string Column = "");

internal static class PutEntry
{
    /// <summary>
    /// Puts an entry into a cohort. What the entry leaves blank stays as it is, and so does a page that its person
    /// has saved themselves; putting the same entry again changes nothing. The caller saves.
    /// </summary>
    public static Put Into(ProfileDb db, Cohort cohort, Entry entry, Person? known, DateTimeOffset now)
    {
        if (Against(entry, known, cohort.Id, now) is { } refused)
            return new Put(Outcome.Refused, known, refused.Reason, refused.Column);

        var person = known ?? db.People.Add(Person.Join(entry.Email, entry.Name, now)).Entity;
        var changed = known is null;
        changed |= person.Rename(entry.Name);
        changed |= entry.MinorUntil is { IsUnknown: false } minor && person.SetMinorUntil(minor);

        var membership = person.In(cohort.Id, entry.Role);
        var added = membership is null;
        membership ??= person.Enter(cohort.Id, entry.Role, now);

        var (written, kept) = entry.Role == Membership.Student
            ? WriteStudent(person, entry, cohort.TimeZone)
            : WriteMentor(person, membership, entry, cohort.TimeZone, added);
        changed |= written;

        if (added || changed)
            person.Changed(db, now);
        var outcome = added ? Outcome.Added : changed ? Outcome.Changed : Outcome.Same;
        return new Put(outcome, person, kept ? "They have filled in their own page since; what they wrote there stays." : null);
    }

    static (string Column, string Reason)? Against(Entry entry, Person? known, Guid cohort, DateTimeOffset now)
    {
        if (entry.Role != Membership.Mentor)
            return null;
        if (known?.IsMinor(now) == true && entry.MinorUntil is not { IsUnknown: false })
            return ("minor_until", "This person is, or may be, under 18. A mentor must be an adult.");
        var capacity = entry.Capacity ?? known?.In(cohort, Membership.Mentor)?.Capacity ?? 1;
        return entry.Minimum > capacity ? ("minimum", $"The minimum is more than the capacity, which is {capacity}.") : null;
    }

    static (bool Changed, bool Kept) WriteStudent(Person person, Entry e, string zone)
    {
        var isNew = person.Student is null;
        var student = person.BecomeStudent();
        var wanted = Merge(student.Read(), e, zone);
        if (student.AnsweredAt is null)
            return (student.MoveTo(e.Stage!) | student.Write(wanted) | isNew, false);
        // Only the office can move somebody of unknown age away from high school.
        var moved = person.MinorUntil.IsUnknown && student.Stage == Stages.HighSchool && student.MoveTo(e.Stage!);
        return (moved, student.Stage != e.Stage || !wanted.SameAs(student.Read()));
    }

    static (bool Changed, bool Kept) WriteMentor(Person person, Membership membership, Entry e, string zone, bool added)
    {
        var isNew = person.Mentor is null;
        var mentor = person.BecomeMentor();
        var wanted = Merge(mentor.Read(), e, zone);
        var headline = e.Headline ?? mentor.Headline;
        var stages = e.Stages ?? (isNew ? Stages.All : mentor.Stages);
        var flexible = e.Flexible ?? mentor.Flexible;
        var (capacity, minimum) = (e.Capacity ?? membership.Capacity, e.Minimum ?? membership.Minimum);
        minimum = Math.Min(minimum, capacity);
        var mayTake = added || mentor.AnsweredAt is null;
        var taken = mayTake && membership.Take(capacity, minimum, membership.Paused);
        if (mentor.AnsweredAt is null)
            return (mentor.Write(wanted, headline, stages, flexible) | isNew | taken, false);
        var differs = !wanted.SameAs(mentor.Read()) || headline != mentor.Headline || !stages.SequenceEqual(mentor.Stages)
            || flexible != mentor.Flexible || (capacity, minimum) != (membership.Capacity, membership.Minimum);
        return (taken, differs);
    }

    static Answers Merge(Answers has, Entry e, string zone) => new(
        e.Interests,
        e.Goals ?? has.Goals,
        e.Languages ?? has.Languages,
        e.TimeZone ?? (has.TimeZone.Length > 0 ? has.TimeZone : zone),
        e.Availability ?? has.Availability,
        e.About ?? has.About,
        new(e.Format ?? has.Meeting.Format, e.Place ?? has.Meeting.Place, e.Rhythm ?? has.Meeting.Rhythm));
}
