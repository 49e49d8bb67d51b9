using Mentorship.Profile.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.People;

internal sealed record PersonView(Guid Id, string Name, string Email, string? SecondEmail, int Version, StudentView? Student, MentorView? Mentor)
{
    /// <summary>A person with everything <see cref="Of"/> needs, to be filtered further.</summary>
    public static IQueryable<Person> Load(ProfileDb db) => db.People.AsSplitQuery()
        .Include(p => p.Student).Include(p => p.Mentor)
        .Include(p => p.Memberships).ThenInclude(m => m.Cohort).ThenInclude(c => c.Programme);

    /// <summary>As the person sees themselves; or, with a cohort, what its coordinators see: the roles held there and nothing of other cohorts.</summary>
    public static PersonView Of(Person person, Guid? cohort = null)
    {
        var here = person.Memberships.Where(m => cohort is null || m.CohortId == cohort).OrderBy(m => m.JoinedAt).ToLookup(m => m.Role);
        return new PersonView(person.Id, person.Name, person.Email, cohort is null ? person.SecondEmail : null, person.Version,
            cohort is null || here.Contains(Membership.Student) ? StudentOf(person, here[Membership.Student]) : null,
            cohort is null || here.Contains(Membership.Mentor) ? MentorOf(person, here[Membership.Mentor]) : null);
    }

    /// <summary>In today's terms, where one was merged a moment ago: a form that does not know a code would lose the choice.</summary>
    public PersonView Now(Terms terms) => this with
    {
        Student = Student is null ? null : Student with { Interests = terms.Now(Student.Interests), Goals = terms.Now(Student.Goals) },
        Mentor = Mentor is null ? null : Mentor with { Interests = terms.Now(Mentor.Interests), Goals = terms.Now(Mentor.Goals) },
    };

    static StudentView? StudentOf(Person person, IEnumerable<Membership> cohorts) => person.Student is not { } s ? null
        : new StudentView(s.Stage, s.Interests, s.Goals, s.Languages, s.TimeZone, s.Availability, s.About, person.MinorUntilText, s.Steps,
            [.. cohorts.Select(m => new StudentPlace(m.CohortId, m.Cohort.Programme.Name, m.Cohort.Name, m.Cohort.Kind, m.FirstDay, m.LastDay))]);

    static MentorView? MentorOf(Person person, IEnumerable<Membership> cohorts) => person.Mentor is not { } s ? null
        : new MentorView(s.Headline, s.Interests, s.Goals, s.Stages, s.Languages, s.TimeZone, s.Availability, s.Flexible, s.About, s.Steps,
            [.. cohorts.Select(m => new MentorPlace(m.CohortId, m.Cohort.Programme.Name, m.Cohort.Name, m.Cohort.Kind, m.Capacity, m.Minimum, m.Paused))]);
}

internal sealed record StudentView(
    string Stage, string[] Interests, string[] Goals, string[] Languages, string TimeZone, string[] Availability, string About, string MinorUntil,
    string[] Steps, StudentPlace[] Cohorts);

internal sealed record StudentPlace(Guid CohortId, string ProgrammeName, string CohortName, string Kind, DateOnly? FirstDay, DateOnly? LastDay);

internal sealed record MentorView(
    string Headline, string[] Interests, string[] Goals, string[] Stages, string[] Languages, string TimeZone, string[] Availability, bool Flexible,
    string About, string[] Steps, MentorPlace[] Cohorts);

internal sealed record MentorPlace(
    Guid CohortId, string ProgrammeName, string CohortName, string Kind, int Capacity, int Minimum, bool Paused);
