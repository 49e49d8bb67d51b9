using System.Collections.Concurrent;
using System.Collections.Frozen;
using Mentorship.Matching.Engine;
using Mentorship.Matching.Policies;

namespace Mentorship.Matching.Pool;

sealed record OpenStudent(StudentProfile Profile, TimeZoneInfo Zone, string[] Hours, DateTimeOffset JoinedAt)
{
    public StudentId Id => new(Profile.Id);
}

sealed record OpenMentor(MentorProfile Profile, TimeZoneInfo Zone, string[] Hours, int Capacity, int Said, int Minimum, bool Paused, bool Untrained)
{
    public MentorId Id => new(Profile.Id);

    /// <summary>Places open to new students.</summary>
    public int Limit => Closed ? 0 : Capacity;

    /// <summary>Takes nobody new, whatever the capacity.</summary>
    public bool Closed => Paused || Untrained;
}

/// <summary>
/// A cohort's people with their attributes open, in memory only, as of one moment. Made by <see cref="OpenPools"/>,
/// shared by every page and run that finds the cohort unchanged.
/// </summary>
sealed class CohortPool
{
    readonly Lazy<FrozenDictionary<MentorId, int>> _named;
    readonly Lazy<Rarity> _rarity;
    readonly ConcurrentDictionary<int, Scoring> _scoring = new();
    readonly ConcurrentDictionary<int, Scoring> _browsing = new();
    readonly ConcurrentDictionary<int, Lazy<PreparedMentors>> _prepared = new();
    readonly ConcurrentDictionary<int, Lazy<PreparedMentors>> _open = new();

    public CohortPool(Guid cohortId, Taxonomy taxonomy, IEnumerable<OpenStudent> students, IEnumerable<OpenMentor> mentors)
    {
        (CohortId, Taxonomy) = (cohortId, taxonomy);
        Students = students.ToFrozenDictionary(s => s.Id);
        Mentors = mentors.ToFrozenDictionary(m => m.Id);
        StudentProfiles = [.. Students.Values.Select(s => s.Profile).OrderBy(p => p.Id)];
        MentorProfiles = [.. Mentors.Values.Select(m => m.Profile).OrderBy(p => p.Id)];
        _named = new(() => StudentProfiles.SelectMany(s => s.Rankings.Keys).GroupBy(m => new MentorId(m)).ToFrozenDictionary(g => g.Key, g => g.Count()));
        _rarity = new(() => Rarity.Of(StudentProfiles, MentorProfiles));
    }

    public Guid CohortId { get; }
    public Taxonomy Taxonomy { get; }
    public FrozenDictionary<StudentId, OpenStudent> Students { get; }
    public FrozenDictionary<MentorId, OpenMentor> Mentors { get; }

    /// <summary>By id, so that everything made from them is the same whatever order the database gave.</summary>
    public StudentProfile[] StudentProfiles { get; }

    public MentorProfile[] MentorProfiles { get; }

    /// <summary>Rules, criteria and scores of this pool under one version of its policy.</summary>
    public Scoring Scoring(Policy policy) =>
        policy.IsTrial ? New(policy) : _scoring.GetOrAdd(policy.Version, _ => New(policy));

    Scoring New(Policy policy) => new(Taxonomy, policy.ToScoring(), _rarity.Value);

    /// <summary>
    /// As <see cref="Scoring"/>, but for lists: what is being put on one can neither count for a mentor nor keep one off it,
    /// and nobody finds out what mentors told of themselves by wishing this and that and watching the list.
    /// </summary>
    public Scoring Browsing(Policy policy) =>
        _browsing.GetOrAdd(policy.Version, _ => new Scoring(Taxonomy, policy.ToScoring() with { RankedOnly = false, Asked = Weight.Off, Rankings = Weight.Off }, _rarity.Value));

    /// <summary><see cref="MentorProfiles"/>, ready to be compared with students by <see cref="Scoring"/>.</summary>
    public PreparedMentors Prepared(Policy policy) =>
        policy.IsTrial ? New(policy).Prepare(MentorProfiles) : _prepared.GetOrAdd(policy.Version, _ => new(() => Scoring(policy).Prepare(MentorProfiles))).Value;

    /// <summary>The mentors open to a student under a policy, best fit first, whether or not they have a place.</summary>
    public IReadOnlyList<Suggestion> OpenTo(OpenStudent student, Policy policy) =>
        _open.GetOrAdd(policy.Version, _ => new(() => Browsing(policy).Prepare(MentorProfiles))).Value.Best(student.Profile, int.MaxValue);

    /// <summary>How many students name a mentor on their lists.</summary>
    public int Naming(MentorId mentor) => _named.Value.GetValueOrDefault(mentor);

    public int? Choice(StudentId student, MentorId mentor) =>
        Students.TryGetValue(student, out var s) && s.Profile.Rankings.TryGetValue(mentor.Value, out var rank) ? rank : null;
}
