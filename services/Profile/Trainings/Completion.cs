using Mentorship.Profile.People;
using Mentorship.ServiceDefaults.Sealing;

namespace Mentorship.Profile.Trainings;

/// <summary>
/// That somebody has done a training. People say so themselves, and their word counts at once; a coordinator can write
/// it down for them, or strike out what is not so.
/// </summary>
internal sealed class Completion
{
    const string Table = "completions", ProofColumn = "proof";

    Completion() { }

    public Guid TrainingId { get; private set; }
    public Guid PersonId { get; private set; }
    public DateOnly CompletedOn { get; private set; }
    /// <summary>The last day on which it counts; null for ever. Reckoned when it is stated: a later rule does not reach back.</summary>
    public DateOnly? ExpiresOn { get; private set; }
    /// <summary>A certificate's number or address, sealed with the person's key.</summary>
    public byte[]? Proof { get; private set; }
    /// <summary>The person, or the coordinator who wrote it down.</summary>
    public Guid StatedBy { get; private set; }
    public DateTimeOffset StatedAt { get; private set; }
    /// <summary>It has run out, and those who keep a copy were told.</summary>
    public bool Lapsed { get; private set; }
    /// <summary>The last stage of <see cref="Renewal"/> that its person knows of: they were reminded, or it had come already when they wrote the day.</summary>
    public int? Reminded { get; private set; }
    public int Version { get; private set; }

    public static Completion Of(Guid training, Guid person) => new() { TrainingId = training, PersonId = person };

    public void State(DateOnly completedOn, DateOnly? expiresOn, Guid by, DateTimeOffset now)
    {
        (CompletedOn, ExpiresOn) = (completedOn, expiresOn);
        (StatedBy, StatedAt, Lapsed, Reminded) = (by, now, false, Renewal.Stage(ExpiresOn, Person.Today(now)));
        Version++;
    }

    public void Prove(string proof, DataKey key) => Proof = proof.Length > 0 ? key.Seal(Table, ProofColumn, proof) : null;

    public bool Counts(DateOnly today) => ExpiresOn is null || ExpiresOn >= today;

    public void Lapse()
    {
        Lapsed = true;
        Version++;
    }

    public void Remind(DateOnly today)
    {
        Reminded = Renewal.Stage(ExpiresOn, today);
        Version++;
    }

    public string ProofIn(DataKey? key) => Proof is { } proof && key is not null ? key.Open(Table, ProofColumn, proof) : "";
}
