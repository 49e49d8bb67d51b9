using Mentorship.Contracts;
using Mentorship.Messaging;

namespace Mentorship.Profile.People;

/// <summary>
/// One person, one or two addresses, any number of roles. The profiles and memberships belong to the person: whoever changes
/// one of them calls <see cref="Changed"/> in the same save, so that the version settles races and the news goes out.
/// </summary>
internal sealed class Person
{
    Person() { }

    public Guid Id { get; private set; }
    public string Email { get; private set; } = "";
    /// <summary>The address in lower case: the key by which files and people find this row.</summary>
    public string EmailKey { get; private set; } = "";
    /// <summary>Another confirmed address, so that the person stays reachable when the first one ends.</summary>
    public string? SecondEmail { get; private set; }
    public string Name { get; private set; } = "";
    /// <summary>Name and address in lower case: SQLite folds only ASCII letters by itself.</summary>
    public string Search { get; private set; } = "";
    /// <summary><see cref="People.MinorUntil"/> as text, so that dates can be compared in a query.</summary>
    public string MinorUntilText { get; private set; } = "unknown";
    /// <summary>How often what they sign in with was voided. The Portal keeps the count it has followed, so that it does so once.</summary>
    public int SignInResets { get; private set; }
    public int Version { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset ChangedAt { get; private set; }

    public StudentProfile? Student { get; private set; }
    public MentorProfile? Mentor { get; private set; }
    public List<Membership> Memberships { get; private set; } = [];
    /// <summary>Both addresses, a row each.</summary>
    public List<PersonAddress> Addresses { get; private set; } = [];

    public MinorUntil MinorUntil => MinorUntil.Parse(MinorUntilText);

    public static string KeyOf(string email) => email.Trim().ToLowerInvariant();

    public static Person Join(string email, string name, DateTimeOffset now)
    {
        var person = new Person { Id = Guid.CreateVersion7(now), Email = email, EmailKey = KeyOf(email), CreatedAt = now, ChangedAt = now };
        person.Addresses.Add(new PersonAddress(person.EmailKey, person.Id));
        person.Rename(name);
        return person;
    }

    public bool Rename(string name)
    {
        if (Name == name)
            return false;
        Name = name;
        Search = $"{name} {Email}".ToLowerInvariant();
        return true;
    }

    /// <summary>Takes an address that was just confirmed, in place of an earlier second one.</summary>
    public void UseSecond(string email)
    {
        Addresses.RemoveAll(a => a.Key != EmailKey);
        Addresses.Add(new PersonAddress(KeyOf(email), Id));
        SecondEmail = email;
    }

    public void DropSecond()
    {
        Addresses.RemoveAll(a => a.Key != EmailKey);
        SecondEmail = null;
    }

    /// <summary>Mails go to the other one from now on.</summary>
    public void SwapAddresses()
    {
        (Email, SecondEmail) = (SecondEmail ?? throw new InvalidOperationException("There is one address only."), Email);
        EmailKey = KeyOf(Email);
        Search = $"{Name} {Email}".ToLowerInvariant();
    }

    /// <summary>The addresses there were are lost, and this one is theirs.</summary>
    public void MoveTo(string email)
    {
        Addresses.Clear();
        (Email, EmailKey, SecondEmail) = (email, KeyOf(email), null);
        Addresses.Add(new PersonAddress(EmailKey, Id));
        Search = $"{Name} {Email}".ToLowerInvariant();
    }

    public void ResetSignIn() => SignInResets++;

    public bool SetMinorUntil(MinorUntil value)
    {
        if (MinorUntilText == value.ToString())
            return false;
        MinorUntilText = value.ToString();
        return true;
    }

    /// <summary>May not be paired: under age, or of unknown age at high school.</summary>
    public bool IsMinor(DateTimeOffset now) => MinorUntil.IsMinor(Student?.Stage, Today(now));

    /// <summary>The date that it is everywhere on earth by now: nobody counts as of age a day early.</summary>
    public static DateOnly Today(DateTimeOffset now) => DateOnly.FromDateTime(now.UtcDateTime.AddHours(-12));

    public StudentProfile BecomeStudent() => Student ??= new StudentProfile(Id);

    public MentorProfile BecomeMentor() => Mentor ??= new MentorProfile(Id);

    public Membership? In(Guid cohort, string role) => Memberships.Find(m => m.CohortId == cohort && m.Role == role);

    public Membership Enter(Guid cohort, string role, DateTimeOffset now)
    {
        var membership = Membership.Of(cohort, Id, role, now);
        Memberships.Add(membership);
        return membership;
    }

    /// <summary>Raises the version and tells those who write to people or let them in; for Matching nothing has changed.</summary>
    public void MovedAddress(ProfileDb db, DateTimeOffset now)
    {
        Version++;
        ChangedAt = now;
        db.Announce(new AddressesChanged { PersonId = Id, Version = Version, ChangedAt = now }, now);
    }

    /// <summary>Raises the version and tells of every role the person has.</summary>
    public void Changed(ProfileDb db, DateTimeOffset now)
    {
        Version++;
        ChangedAt = now;
        if (Student is not null)
            db.Announce(new StudentChanged { StudentId = Id, Version = Version, ChangedAt = now }, now);
        if (Mentor is not null)
            db.Announce(new MentorChanged { MentorId = Id, Version = Version, ChangedAt = now }, now);
    }
}
