using Mentorship.Profile.People;

namespace Mentorship.Profile.Trainings;

/// <summary>Somebody whom a programme's trainings of an audience are for.</summary>
internal sealed class Addressee
{
    public required Guid ProgrammeId { get; init; }
    public required string Audience { get; init; }
    public required Guid PersonId { get; init; }
}

/// <summary>Who belongs to which audience is said here and nowhere else.</summary>
internal static class Audiences
{
    /// <summary>A mentor of two cohorts is there twice.</summary>
    public static IQueryable<Addressee> Addressees(this ProfileDb db) =>
        db.Memberships.Where(m => m.Role == Membership.Mentor)
            .Select(m => new Addressee { ProgrammeId = m.Cohort.ProgrammeId, Audience = Training.Mentors, PersonId = m.PersonId })
            .Concat(db.Coordinators.Select(c => new Addressee { ProgrammeId = c.ProgrammeId, Audience = Training.Coordinators, PersonId = c.PersonId }))
            .Concat(db.Readers.Select(r => new Addressee { ProgrammeId = r.ProgrammeId, Audience = Training.Readers, PersonId = r.PersonId }));

    /// <summary>Ids of those whom a programme's trainings of an audience are for.</summary>
    public static IQueryable<Guid> PeopleFor(this ProfileDb db, Guid programme, string audience) =>
        db.Addressees().Where(a => a.ProgrammeId == programme && a.Audience == audience).Select(a => a.PersonId).Distinct();

    /// <summary>What a person's programmes ask of them, whatever they are there.</summary>
    public static IQueryable<Training> TrainingsFor(this ProfileDb db, Guid person) =>
        db.Trainings.Where(t => db.Addressees().Any(a => a.PersonId == person && a.ProgrammeId == t.ProgrammeId && a.Audience == t.Audience));
}
