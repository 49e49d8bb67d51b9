using System.Globalization;
using System.IO.Compression;

namespace Mentorship.SystemTests.Running;

/// <summary>
/// A draft counted anew: from the bytes that its solver was given and from who got whom, by arithmetic of the tests' own,
/// so that what a page says is compared with something the product has not worked out.
/// </summary>
sealed class Recount
{
    const int Full = 100_000;

    readonly Guid[] _students, _mentors;
    readonly bool[] _waited;
    readonly int[] _least, _places;
    readonly Dictionary<(int Student, int Mentor), int> _scores = [];
    readonly Dictionary<int, (int Mentor, int Score)> _decided = [];
    readonly int[] _mentorOf;

    Recount(Guid id, byte[] packed, IReadOnlyDictionary<Guid, Guid> pairs)
    {
        Id = id;
        using var from = new BinaryReader(new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress));
        Assert.Equal(2, from.ReadByte());
        from.ReadInt64();
        (_students, _mentors) = (Ids(), Ids());
        _waited = [.. _students.Select(_ => from.ReadBoolean())];
        (_least, _places) = (new int[_mentors.Length], new int[_mentors.Length]);
        for (var j = 0; j < _mentors.Length; j++)
            (_least[j], _places[j]) = (from.Read7BitEncodedInt(), from.Read7BitEncodedInt());
        for (var i = 0; i < _students.Length; i++)
        {
            var mentor = 0;
            for (var left = from.Read7BitEncodedInt(); left > 0; left--)
                _scores[(i, mentor += from.Read7BitEncodedInt())] = from.Read7BitEncodedInt();
        }
        for (var left = from.Read7BitEncodedInt(); left > 0; left--)
            _decided[from.Read7BitEncodedInt()] = (from.Read7BitEncodedInt() - 1, from.Read7BitEncodedInt());
        for (var left = from.Read7BitEncodedInt(); left > 0; left--)
            _scores.Remove((from.Read7BitEncodedInt(), from.Read7BitEncodedInt()));
        var at = _mentors.Index().ToDictionary(m => m.Item, m => m.Index);
        _mentorOf = [.. _students.Select(s => pairs.TryGetValue(s, out var mentor) ? at[mentor] : -1)];
        Assert.Equal(pairs.Count, Matched);

        Guid[] Ids() => [.. Enumerable.Range(0, from.Read7BitEncodedInt()).Select(_ => new Guid(from.ReadBytes(16), bigEndian: true))];
    }

    public static async Task<Recount> OfAsync(RunningSystem system, Guid run)
    {
        var input = Assert.Single(await system.RowsAsync("matching", $"SELECT hex(input) FROM runs WHERE lower(id) = '{run}'"));
        var pairs = await system.RowsAsync("matching", $"SELECT student_id, mentor_id FROM run_pairs WHERE lower(run_id) = '{run}'");
        return new Recount(run, Convert.FromHexString(input), pairs.Select(p => p.Split('|')).ToDictionary(p => Guid.Parse(p[0]), p => Guid.Parse(p[1])));
    }

    public Guid Id { get; }

    public int Students => _students.Length;
    public int Matched => _mentorOf.Count(j => j >= 0);
    public int ByHand => _decided.Values.Count(d => d.Mentor >= 0);
    public int PlacesLeft => Enumerable.Range(0, _mentors.Length).Sum(Places) - Matched;
    public int MentorsWithPlaces => Enumerable.Range(0, _mentors.Length).Count(j => Places(j) > 0);
    public int MentorsPaired => _mentorOf.Where(j => j >= 0).Distinct().Count();
    public int MostWithOne => _mentorOf.Where(j => j >= 0).CountBy(j => j).Max(c => c.Value);
    public int MentorsWith(int students) => _mentorOf.Where(j => j >= 0).CountBy(j => j).Count(c => c.Value == students);
    public long Total => Scores.Sum(s => (long)s);
    public double Mean => Scores.Average();
    public int Worst => Scores.Min();

    public Guid? MentorOf(Guid student) => Array.IndexOf(_students, student) is >= 0 and var i && _mentorOf[i] is >= 0 and var j ? _mentors[j] : null;

    public IEnumerable<Guid> Everyone => _students;

    /// <summary>How many pairs have a score from one bound to below the other.</summary>
    public int Between(int from, int below) => Scores.Count(s => s >= from && s < below);

    public int? ScoreOf(Guid student) => Array.IndexOf(_students, student) is >= 0 and var i && _mentorOf[i] is >= 0 and var j ? ScoreOf(i, j) : null;

    public int PlacesOf(Guid mentor) => Places(Array.IndexOf(_mentors, mentor));

    IEnumerable<int> Scores => Enumerable.Range(0, _students.Length).Where(i => _mentorOf[i] >= 0).Select(i => ScoreOf(i, _mentorOf[i]));

    int ScoreOf(int i, int j) => _decided.TryGetValue(i, out var decided) ? decided.Score : _scores[(i, j)];

    /// <summary>What was decided by hand stands, even above what the mentor offers.</summary>
    int Places(int j) => Math.Max(_places[j], _decided.Values.Count(d => d.Mentor == j));

    /// <summary>
    /// Fails unless the draft is as good as can be, in the order that the engine's README promises: what was decided by
    /// hand, mentors' minimums, students matched, of these who waited, who keeps the mentor of <paramref name="kept"/>, and
    /// the objective. The best is found here by cheapest paths, one student after the other.
    /// </summary>
    /// <param name="loss">What a score costs under the objective.</param>
    /// <param name="kept">The draft from which as few as possible are to move; none for a full run.</param>
    /// <param name="about">Students whom the decision was about, who need not stay where they were.</param>
    public void AssertBest(Func<long, long> loss, Recount? kept = null, params Guid[] about)
    {
        Int128 minimum = (Int128)1e30, matched = (Int128)1e25, waited = (Int128)1e20, stays = (Int128)1e15;
        var free = _scores.Where(e => !_decided.ContainsKey(e.Key.Student)).Select(e => (e.Key.Student, e.Key.Mentor, Cost: loss(Full - e.Value) - matched
            - (_waited[e.Key.Student] ? waited : 0) - (kept?.MentorOf(_students[e.Key.Student]) == _mentors[e.Key.Mentor] && !about.Contains(_students[e.Key.Student]) ? stays : 0))).ToArray();
        var costOf = free.ToDictionary(e => (e.Student, e.Mentor), e => e.Cost);
        var (best, gained, load) = (new int[_students.Length], new Int128[_students.Length], new int[_mentors.Length]);
        Array.Fill(best, -1);
        foreach (var (student, (mentor, _)) in _decided)
            if (mentor >= 0)
                load[best[student] = mentor]++;
        while (Cheapest() is var path && path.Cost < 0)
        {
            load[path.Moves[0].Mentor]++;
            foreach (var (student, mentor) in path.Moves)
                (best[student], gained[student]) = (mentor, costOf[(student, mentor)]);
        }
        Assert.Equal(Worth(best), Worth(_mentorOf));

        Int128 Worth(int[] mentorOf)
        {
            var counts = mentorOf.Where(j => j >= 0).CountBy(j => j).ToDictionary();
            return Enumerable.Range(0, _mentors.Length).Aggregate((Int128)0, (sum, j) => sum - minimum * Math.Min(Math.Min(_least[j], Places(j)), counts.GetValueOrDefault(j)))
                + Enumerable.Range(0, _students.Length).Where(i => mentorOf[i] >= 0 && !_decided.ContainsKey(i)).Aggregate((Int128)0, (sum, i) => sum + costOf[(i, mentorOf[i])]);
        }

        // From any student without a mentor over moves of others to a mentor with a place, by Bellman and Ford; the last move first.
        (Int128 Cost, List<(int Student, int Mentor)> Moves) Cheapest()
        {
            var (cost, via) = (new Int128[_mentors.Length], new int[_mentors.Length]);
            Array.Fill(cost, Int128.MaxValue);
            for (var changed = true; changed;)
            {
                changed = false;
                foreach (var (i, j, own) in free)
                {
                    if (best[i] == j || best[i] >= 0 && cost[best[i]] == Int128.MaxValue)
                        continue;
                    var through = best[i] < 0 ? own : cost[best[i]] - gained[i] + own;
                    if (through < cost[j])
                        (cost[j], via[j], changed) = (through, i, true);
                }
            }
            var (end, least) = (-1, (Int128)0);
            for (var j = 0; j < _mentors.Length; j++)
                if (load[j] < Places(j) && cost[j] != Int128.MaxValue && cost[j] - (load[j] < _least[j] ? minimum : 0) is var whole && whole < least)
                    (end, least) = (j, whole);
            var moves = new List<(int, int)>();
            for (var j = end; j >= 0; j = best[via[j]])
                moves.Add((via[j], j));
            return (least, moves);
        }
    }

    /// <summary>Points of a score as every page writes them.</summary>
    public static string Points(double score) => (score / 1000).ToString("0.0", CultureInfo.InvariantCulture);
}
