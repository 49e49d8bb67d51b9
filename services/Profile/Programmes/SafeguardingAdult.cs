namespace Mentorship.Profile.Programmes;

/// <summary>Whom a programme names to guardians, minors and their mentors. Without one no guardian's consent can be confirmed, or is in force.</summary>
internal sealed class SafeguardingAdult
{
    SafeguardingAdult() { }

    public Guid ProgrammeId { get; private set; }
    public string Name { get; private set; } = "";
    public string Email { get; private set; } = "";
    /// <summary>The address in lower case: whoever has it may ask to be erased.</summary>
    public string EmailKey { get; private set; } = "";
    public int Version { get; private set; }
    public DateTimeOffset NamedAt { get; private set; }

    public static SafeguardingAdult Of(Guid programme) => new() { ProgrammeId = programme };

    public void Appoint(string name, string email, DateTimeOffset now)
    {
        (Name, Email, EmailKey, NamedAt) = (name, email, People.Person.KeyOf(email), now);
        Version++;
    }
}
