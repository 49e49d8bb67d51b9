namespace Mentorship.Profile.Readings;

/// <summary>Somebody who reads a programme's applications without knowing whose they are.</summary>
internal sealed class Reader
{
    Reader() { }

    public Guid ProgrammeId { get; private set; }
    public Guid PersonId { get; private set; }
    public DateTimeOffset NamedAt { get; private set; }

    public static Reader Name(Guid programme, Guid person, DateTimeOffset now) => new() { ProgrammeId = programme, PersonId = person, NamedAt = now };
}

/// <summary>Who may read what is decided in the query, each time anew: a reader may come to run a programme, or apply to it.</summary>
internal static class Blindness
{
    /// <summary>Readers who neither run the programme nor applied to it. The one sees the names, the other is compared with.</summary>
    public static IQueryable<Reader> BlindReaders(this ProfileDb db) => db.Readers.Where(r =>
        !db.Coordinators.Any(c => c.ProgrammeId == r.ProgrammeId && c.PersonId == r.PersonId)
        && !db.Applications.Any(a => a.PersonId == r.PersonId && a.Cohort.ProgrammeId == r.ProgrammeId));

    /// <summary>What somebody was asked to read, as long as they are a reader there.</summary>
    public static IQueryable<Reading> ReadingsOf(this ProfileDb db, Guid reader) => db.Readings.Where(r =>
        r.ReaderId == reader && db.BlindReaders().Any(b => b.PersonId == reader && b.ProgrammeId == r.Application.Cohort.ProgrammeId));
}
