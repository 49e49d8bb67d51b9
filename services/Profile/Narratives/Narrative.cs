using Mentorship.Profile.People;
using Mentorship.ServiceDefaults.Sealing;

namespace Mentorship.Profile.Narratives;

/// <summary>
/// What a student tells in their own words, sealed with their key: what they have done, and what stood in the way. The office of
/// their programmes reads it to pair them well; no mentor does, and Matching knows nothing of it.
/// </summary>
internal sealed class Narrative
{
    public const string Table = "narratives";
    const string ExperiencesColumn = "experiences", ChallengesColumn = "challenges";

    public const int Longest = 4000;

    Narrative() { }

    public Guid PersonId { get; private set; }
    public byte[]? Experiences { get; private set; }
    public byte[]? Challenges { get; private set; }
    public DateTimeOffset WrittenAt { get; private set; }
    public int Version { get; private set; }

    public static Narrative Of(Guid person) => new() { PersonId = person };

    public void Write(string experiences, string challenges, DataKey key, DateTimeOffset now)
    {
        Experiences = experiences.Length > 0 ? key.Seal(Table, ExperiencesColumn, experiences) : null;
        Challenges = challenges.Length > 0 ? key.Seal(Table, ChallengesColumn, challenges) : null;
        WrittenAt = now;
        Version++;
    }

    public NarrativeView Open(DataKey? key) => new(In(key, ExperiencesColumn, Experiences), In(key, ChallengesColumn, Challenges), Version);

    static string In(DataKey? key, string column, byte[]? text) => text is not null && key is not null ? key.Open(Table, column, text) : "";
}

internal sealed record NarrativeView(string Experiences, string Challenges, int Version)
{
    public static async Task<NarrativeView> OfAsync(ProfileDb db, DataKeys<ProfileDb> keys, Guid person, CancellationToken ct) =>
        await db.Narratives.FindAsync([person], ct) is { } told ? told.Open(await keys.OfAsync(person, ct)) : new("", "", 0);
}
