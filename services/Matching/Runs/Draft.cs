using Mentorship.Matching.Board;
using Mentorship.Matching.Engine;
using Mentorship.Matching.Offers;
using Mentorship.Matching.Pool;
using Mentorship.ServiceDefaults.Sealing;

namespace Mentorship.Matching.Runs;

/// <summary>A solution put into the rows of a run: pairs with sealed reasons, the unmatched with theirs, figures.</summary>
sealed record RunDraft(List<RunPair> Pairs, List<RunUnmatched> Unmatched, RunFigures Figures)
{
    public static RunDraft Write(
        Guid runId, CohortPool pool, Scoring scoring, SolverInput input, Instance instance, Solution solution,
        IReadOnlyDictionary<StudentId, Earlier>? before, IReadOnlyDictionary<Guid, DataKey> keys, TimeSpan took,
        IReadOnlyDictionary<StudentId, RunPair>? unchanged = null)
    {
        var pins = instance.PinOf();
        var leftOut = input.Decided.Where(d => d.Mentor == ByHand.Nobody).Select(d => d.Student).ToHashSet();
        var (pairs, unmatched) = (new List<RunPair>(solution.Matched), new List<RunUnmatched>());
        var ranked = 0;
        for (var i = 0; i < input.Students.Length; i++)
        {
            var id = new StudentId(input.Students[i]);
            var student = pool.Students.GetValueOrDefault(id);
            ranked += student is { Profile.Rankings.Count: > 0 } ? 1 : 0;
            if (solution.MentorOf[i] is >= 0 and var j)
            {
                var mentorId = new MentorId(input.Mentors[j]);
                var score = pins[i]?.Score ?? instance.ScoreOf(i, j);
                // A draft that came from another one says the same of the pairs that it left alone.
                var same = unchanged?.GetValueOrDefault(id) is { } pair && pair.MentorId == mentorId ? pair : null;
                var choice = same is null ? pool.Choice(id, mentorId) : same.Choice;
                var reasons = same is not null ? same.Reasons : student is not null && pool.Mentors.TryGetValue(mentorId, out var mentor) && keys.TryGetValue(id.Value, out var key)
                    ? PairReasons.Of(scoring, student, mentor).Reasons.Seal(key) : [];
                pairs.Add(new RunPair(runId, id, mentorId, score, choice, pins[i] is not null,
                    Became(before?.GetValueOrDefault(id), new(mentorId, score, choice), pins[i] is not null), reasons));
            }
            else
            {
                var (code, fitting) = leftOut.Contains(i) ? (Sentences.LeftOutByHand, 0) : Why(pool, scoring, student, instance.Start[i + 1] - instance.Start[i]);
                unmatched.Add(new RunUnmatched(runId, id, code, fitting));
            }
        }
        var load = new int[input.Mentors.Length];
        foreach (var j in solution.MentorOf)
            if (j >= 0)
                load[j]++;
        return new RunDraft(pairs, unmatched, new RunFigures
        {
            Prices = MentorPrices.Of(solution).Pack(),
            Certificate = CertificateOf(solution),
            Fingerprint = FingerprintOf(solution),
            Matched = solution.Matched,
            Students = input.Students.Length,
            Mentors = Enumerable.Range(0, load.Length).Count(j => instance.Max[j] > 0),
            PlacesLeft = Enumerable.Range(0, load.Length).Sum(j => instance.Max[j] - load[j]),
            Pinned = pairs.Count(p => p.Pinned),
            Strong = pairs.Count(p => p.Band == Band.Strong),
            Good = pairs.Count(p => p.Band == Band.Good),
            Possible = pairs.Count(p => p.Band == Band.Possible),
            Stretch = pairs.Count(p => p.Band == Band.Stretch),
            FirstChoice = pairs.Count(p => p.Choice == 1),
            TopThree = pairs.Count(p => p.Choice <= 3),
            Ranked = ranked,
            Mean = solution.MeanScore,
            Worst = solution.WorstScore,
            Seconds = took.TotalSeconds,
        });
    }

    /// <summary>What a solution that was verified comes to.</summary>
    public static string CertificateOf(Solution solution) =>
        FormattableString.Invariant($"valid: shortfall {solution.Shortfall}, matched {solution.Matched}, cost {solution.Cost}, lottery {solution.LotterySum}");

    public static string FingerprintOf(Solution solution) => solution.Fingerprint.ToString("x16");

    static Since Became(Earlier? before, Earlier now, bool pinned) => before switch
    {
        _ when pinned => Since.ByHand,
        null => Since.New,
        _ => Turns.Of(before, now) switch { Turn.Same => Since.Same, Turn.Gains => Since.Better, Turn.Loses => Since.Worse, _ => Since.Moved },
    };

    /// <summary>
    /// With any possible mentor the reason is that all of them are full, since a run matches as many as it can; else it
    /// is what the nearest mentors fail at, and <c>Fitting</c> counts those.
    /// </summary>
    static (string Code, int Fitting) Why(CohortPool pool, Scoring scoring, OpenStudent? student, int possible)
    {
        if (possible > 0)
            return (Sentences.CapacityFull, possible);
        if (pool.Mentors.Count == 0 || student is null)
            return (Sentences.NoMentors, 0);
        var broken = pool.MentorProfiles.CountBy(m => scoring.Broken(student.Profile, m)?.ToString() ?? Sentences.NothingGoodEnough).ToDictionary();
        string[] nearest =
        [
            Sentences.NothingGoodEnough, nameof(Rule.NoSharedTime), nameof(Rule.NotRanked), nameof(Rule.MentorNotCleared), nameof(Rule.GuardianConsentMissing), nameof(Rule.TrainingMissing), nameof(Rule.Paused), nameof(Rule.StageNotAccepted),
            nameof(Rule.Forbidden), nameof(Rule.ConflictOfInterest),
        ];
        var code = nearest.First(broken.ContainsKey);
        return (code, broken[code]);
    }
}
