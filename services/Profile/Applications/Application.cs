using System.Text.Json;
using Mentorship.Profile.People;
using Mentorship.Profile.Programmes;
using Mentorship.Profile.Readings;
using Mentorship.ServiceDefaults;
using Mentorship.ServiceDefaults.Sealing;

namespace Mentorship.Profile.Applications;

/// <summary>
/// Somebody asks to take part in a cohort. Until the address is confirmed nobody is looked up and nobody becomes a person:
/// the row stands alone, sealed with a key of its own.
/// </summary>
internal sealed class Application
{
    public const string Table = "applications";

    public const string Unconfirmed = "unconfirmed", Applied = "applied", Admitted = "admitted", Waitlisted = "waitlisted", Refused = "refused";

    Application() { }

    public Guid Id { get; private set; }
    public Guid CohortId { get; private set; }
    public Cohort Cohort { get; private set; } = null!;
    public Guid? PersonId { get; private set; }
    public Person? Person { get; private set; }
    public string State { get; private set; } = Unconfirmed;
    /// <summary>How it arrived; one of <see cref="Sources"/>.</summary>
    public string Source { get; private set; } = Sources.Link;
    /// <summary>Which of the coordinator's tags the link carried.</summary>
    public string? Tag { get; private set; }
    /// <summary>The nomination it answers, until it is confirmed.</summary>
    public Guid? NominationId { get; private set; }
    /// <summary>Under which it is read without a name; of its cohort, and none before it is shared out.</summary>
    public int? Number { get; private set; }
    /// <summary>Who applies, sealed; gone once the person's own row says it.</summary>
    public byte[]? Applicant { get; private set; }
    /// <summary>What they wrote, sealed: with the application's key, then with the person's.</summary>
    public byte[] Form { get; private set; } = [];
    public DateTimeOffset MadeAt { get; private set; }
    public DateTimeOffset? ConfirmedAt { get; private set; }
    public DateTimeOffset? DecidedAt { get; private set; }
    public int Version { get; private set; }

    public List<Reading> Readings { get; private set; } = [];

    public static Application Begin(Guid cohort, Guid id, Arrival arrival, Guid? nomination, Applicant who, ApplicationForm form, DataKey key, DateTimeOffset now) => new()
    {
        Id = id,
        CohortId = cohort,
        Source = arrival.Source,
        Tag = arrival.Tag,
        NominationId = nomination,
        Applicant = who.Seal(key),
        Form = form.Seal(key),
        MadeAt = now,
        Version = 1,
    };

    /// <summary>The address is theirs: from here on it is the person's application, sealed with the person's key.</summary>
    public void Confirm(Person person, ApplicationForm form, DataKey key, DateTimeOffset now)
    {
        (PersonId, Person) = (person.Id, person);
        (State, Applicant, NominationId, Form, ConfirmedAt) = (Applied, null, null, form.Seal(key), now);
        Version++;
    }

    public void NumberAs(int number)
    {
        Number = number;
        Version++;
    }

    /// <summary>Who decides, reads, shares out or keeps two people apart at the same moment: one of them looks again.</summary>
    public void Touch() => Version++;

    public void Decide(string decision, DateTimeOffset now)
    {
        (State, DecidedAt) = (decision, now);
        Version++;
    }
}

/// <summary>Name and address of somebody who is nobody here yet.</summary>
internal sealed record Applicant(string Name, string Email)
{
    public byte[] Seal(DataKey key) => key.Seal(Application.Table, "applicant", JsonSerializer.Serialize(this, Json.Options));

    public static Applicant Open(DataKey key, byte[] sealed_) =>
        JsonSerializer.Deserialize<Applicant>(key.Open(Application.Table, "applicant", sealed_), Json.Options)!;
}

/// <summary>What somebody wrote when they applied.</summary>
internal sealed record ApplicationForm(string Stage, string[] Interests, Answer[] Answers)
{
    /// <summary>Who named them, in that person's words.</summary>
    public string? NamedBy { get; init; }
    /// <summary>By which they are known again, so that they do not read the application.</summary>
    public string? NamedByHash { get; init; }

    public byte[] Seal(DataKey key) => key.Seal(Application.Table, "form", JsonSerializer.Serialize(this, Json.Options));

    public static ApplicationForm Open(DataKey key, byte[] sealed_) =>
        JsonSerializer.Deserialize<ApplicationForm>(key.Open(Application.Table, "form", sealed_), Json.Options)!;
}
