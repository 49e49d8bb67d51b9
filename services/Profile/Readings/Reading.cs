using Mentorship.Profile.Applications;
using Mentorship.ServiceDefaults.Sealing;

namespace Mentorship.Profile.Readings;

/// <summary>One reader's look at one application: asked for, and then given as three scores.</summary>
internal sealed class Reading
{
    public const string Table = "readings";

    /// <summary>Everything is read by two. A third is asked where these are far apart.</summary>
    public const int Pair = 2, Third = 3;
    public const int Least = 1, Most = 5, LongestNote = 1000;
    const int FarApart = 2;

    Reading() { }

    public Guid ApplicationId { get; private set; }
    public Application Application { get; private set; } = null!;
    /// <summary>1 or 2, or 3 for the third.</summary>
    public int Place { get; private set; }
    /// <summary>Who applied: the note is theirs, sealed with their key.</summary>
    public Guid PersonId { get; private set; }
    public Guid ReaderId { get; private set; }
    public int? Experiences { get; private set; }
    public int? Challenges { get; private set; }
    public int? Potential { get; private set; }
    public byte[]? Note { get; private set; }
    public DateTimeOffset? GivenAt { get; private set; }
    public int Version { get; private set; }

    public static Reading Ask(Application application, int place, Guid reader) =>
        new() { ApplicationId = application.Id, PersonId = application.PersonId!.Value, Place = place, ReaderId = reader, Version = 1 };

    public void Give(int experiences, int challenges, int potential, string note, DataKey key, DateTimeOffset now)
    {
        (Experiences, Challenges, Potential, GivenAt) = (experiences, challenges, potential, now);
        Note = note.Length == 0 ? null : key.Seal(Table, "note", note);
        Version++;
    }

    public string NoteAs(DataKey key) => Note is null ? "" : key.Open(Table, "note", Note);

    public static bool BothIn(IEnumerable<Reading> ofOne) => ofOne.Count(r => r.Place <= Pair && r.GivenAt is not null) == Pair;

    /// <summary>Whether the first two are far apart in anything.</summary>
    public static bool Differ(IEnumerable<Reading> ofOne) =>
        ofOne.Where(r => r.Place <= Pair && r.GivenAt is not null).ToArray() is [var a, var b]
        && (Math.Abs(a.Experiences!.Value - b.Experiences!.Value) >= FarApart
            || Math.Abs(a.Challenges!.Value - b.Challenges!.Value) >= FarApart
            || Math.Abs(a.Potential!.Value - b.Potential!.Value) >= FarApart);
}

/// <summary>What somebody read out of an application. By whom is not told.</summary>
/// <param name="Place">1 or 2, or 3 for the third reader.</param>
internal sealed record ScoresView(int Place, int Experiences, int Challenges, int Potential, string Note)
{
    public static ScoresView Of(Reading r, DataKey key) => new(r.Place, r.Experiences!.Value, r.Challenges!.Value, r.Potential!.Value, r.NoteAs(key));

    public static ScoresView[] OfGiven(IEnumerable<Reading> ofOne, DataKey key) => [.. ofOne.Where(r => r.GivenAt is not null).OrderBy(r => r.Place).Select(r => Of(r, key))];
}

/// <summary>How far the reading of an application is, for the office. Before both are in, no score.</summary>
/// <param name="Number">Under which the readers know it.</param>
/// <param name="In">How many of the first two have given theirs.</param>
/// <param name="Mean">Of all scores.</param>
/// <param name="Differ">The first two are two steps or more apart in something.</param>
/// <param name="ThirdAsked">Whether a third reader was asked.</param>
internal sealed record ReadingView(int? Number, int In, double? Mean, bool Differ, bool ThirdAsked, ScoresView[] Given)
{
    public static ReadingView? Of(Application application, IReadOnlyCollection<Reading> readings, DataKey key)
    {
        if (readings.Count == 0)
            return null;
        if (!Reading.BothIn(readings))
            return new(application.Number, readings.Count(r => r.GivenAt is not null), null, false, false, []);
        var given = ScoresView.OfGiven(readings, key);
        return new(application.Number, Reading.Pair, Math.Round(given.Average(s => (s.Experiences + s.Challenges + s.Potential) / 3.0), 2),
            Reading.Differ(readings), readings.Any(r => r.Place == Reading.Third), given);
    }
}
