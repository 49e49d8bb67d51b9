using System.Text.Json;
using Mentorship.Matching.Engine;
using Mentorship.Matching.Pool;
using Mentorship.ServiceDefaults;
using Mentorship.ServiceDefaults.Sealing;

namespace Mentorship.Matching.Offers;

/// <summary>Places of a mentor: what they give, what pairs hold of it, and what is left.</summary>
sealed record PlacesView(int Capacity, int Held, int Free);

sealed record ReasonView(Criterion Criterion, string Chip, string Sentence, bool Against, bool Stated)
{
    public static ReasonView[] From(IEnumerable<Reason> reasons) =>
        [.. reasons.Select(r => new ReasonView(r.Criterion, r.Chip, r.Sentence, r.Against, r.Stated))];
}

/// <summary>A pair as people see it: a band and reasons, never a score.</summary>
sealed record PairView(
    Guid Id, Guid CohortId, Guid StudentId, Guid MentorId, PairState State, Band Band, int? Choice, ReasonView[] Reasons,
    Answer StudentAnswer, Answer MentorAnswer, DateTimeOffset? Deadline, DateTimeOffset? GoesOutAt, PairOrigin Origin,
    DateTimeOffset? OfferedAt, DateTimeOffset? ActiveAt, DateTimeOffset? ClosedAt, int Version);

/// <summary>Why two people fit, worded for each who may read it. Sealed with the student's key wherever it is kept.</summary>
sealed record PairReasons(ReasonView[] Office, ReasonView[] Student, ReasonView[] Mentor)
{
    const string Table = "pairs", Column = "reasons";

    static readonly PairReasons None = new([], [], []);

    public static (PairReasons Reasons, Band Band) Of(Scoring scoring, OpenStudent student, OpenMentor mentor)
    {
        var office = scoring.Explain(student.Profile, mentor.Profile, Viewer.Office, student.Zone);
        return (new PairReasons(
            ReasonView.From(office.Reasons),
            ReasonView.From(scoring.Explain(student.Profile, mentor.Profile, Viewer.Student, student.Zone).Reasons),
            ReasonView.From(scoring.Explain(student.Profile, mentor.Profile, Viewer.Mentor, mentor.Zone).Reasons)), office.Band);
    }

    public ReasonView[] For(Viewer viewer) => viewer switch
    {
        Viewer.Student => Student,
        Viewer.Mentor => Mentor,
        _ => Office,
    };

    public byte[] Seal(DataKey key) => key.Seal(Table, Column, JsonSerializer.Serialize(this, Json.Options));

    public static PairReasons Open(DataKey? key, byte[] sealed_) =>
        key is null || sealed_.Length == 0 ? None : JsonSerializer.Deserialize<PairReasons>(key.Open(Table, Column, sealed_), Json.Options) ?? None;
}

/// <summary>Makes views of pairs, opening their reasons with the students' keys in one query.</summary>
sealed class PairViews(DataKeys<MatchingDb> keys)
{
    public DataKeys<MatchingDb> Keys => keys;

    public async Task<PairView> OfAsync(Pair pair, Viewer viewer, CancellationToken ct) => (await OfAsync([pair], viewer, ct))[0];

    public async Task<PairView[]> OfAsync(IReadOnlyCollection<Pair> pairs, Viewer viewer, CancellationToken ct)
    {
        var opening = await keys.ForAsync([.. pairs.Select(p => p.StudentId.Value).Distinct()], ct);
        return [.. pairs.Select(p => View(p, viewer, opening.GetValueOrDefault(p.StudentId.Value)))];
    }

    /// <summary>A pair for a page without a session: no reasons, no choice, and nothing is opened.</summary>
    public static PairView Bare(Pair pair) => View(pair, Viewer.Mentor, key: null);

    static PairView View(Pair p, Viewer viewer, DataKey? key) => new(
        p.Id, p.CohortId, p.StudentId.Value, p.MentorId.Value, p.State, p.Band,
        // How far up on a list a mentor stood is the student's to tell.
        viewer == Viewer.Mentor ? null : p.Choice,
        PairReasons.Open(key, p.Reasons).For(viewer), p.StudentAnswer, p.MentorAnswer, p.Deadline, p.GoesOutAt, p.Origin,
        p.OfferedAt, p.ActiveAt, p.ClosedAt, p.Version);
}
