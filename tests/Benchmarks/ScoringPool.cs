using System.Text.Json;
using Mentorship.Matching.Engine;

namespace Mentorship.Benchmarks;

/// <summary>
/// People as a large programme has them: a few popular interests and many rare ones, hours in four zones, and gaps. The
/// same for the same seed. `taxonomy.json` is that of Profile, copied beside the program.
/// </summary>
static class ScoringPool
{
    public static (Taxonomy Terms, StudentProfile[] Students, MentorProfile[] Mentors) Generate(int students, int mentors, ulong seed)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "taxonomy.json")));
        var file = json.RootElement.GetProperty("terms").EnumerateArray().ToArray();
        var terms = new Taxonomy(file.Select(t => new Term(t.GetProperty("code").GetString()!, t.GetProperty("name").GetString()!, t.GetProperty("parent").GetString())));
        string[] Of(string kind) => [.. file.Where(t => t.GetProperty("kind").GetString() == kind).Select(t => t.GetProperty("code").GetString()!)];
        var (interests, goals) = (Of("interest"), Of("goal"));
        string[] languages = ["en", "es", "zh", "fr", "hi", "ar", "vi", "ko", "pt", "ru"];
        TimeZoneInfo[] zones = [.. new[] { "America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles" }.Select(TimeZoneInfo.FindSystemTimeZoneById)];
        string[] days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
        var state = seed;
        ulong Next()
        {
            var z = state += 0x9E3779B97F4A7C15;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
        int Roll(int below) => (int)(Next() % (ulong)below);
        bool Chance(int percent) => Roll(100) < percent;
        string[] Some(string[] from, int least, int most)
        {
            var found = new HashSet<string>();
            for (var n = least + Roll(most - least + 1); found.Count < n;)
                found.Add(from[Math.Min(Roll(from.Length), Roll(from.Length))]);
            return [.. found];
        }
        string[] Spoken() => Chance(5) ? [] : Chance(65) ? ["en"] : ["en", languages[1 + Math.Min(Roll(9), Roll(9))]];
        WeeklyTime? Hours(int most)
        {
            if (Chance(12))
                return null;
            var entries = new List<string>();
            for (var n = 2 + Roll(most - 1); n > 0; n--)
            {
                var from = Chance(60) ? 16 + Roll(4) : 8 + Roll(8);
                entries.Add($"{days[Roll(7)]} {from}-{Math.Min(24, from + 1 + Roll(4))}");
            }
            return WeeklyTime.Parse(entries, zones[Math.Min(Roll(4), Roll(4))]);
        }
        Guid Id(int kind, int n) => new(n * 7919 % 104729, (short)kind, 0, BitConverter.GetBytes((long)n));
        Dictionary<Guid, int> Ranks(int percent, int kind, int of)
        {
            var ranks = new Dictionary<Guid, int>();
            if (Chance(percent))
                for (var rank = 3 + Roll(6); rank > 0; rank--)
                    ranks[Id(kind, Roll(of))] = rank;
            return ranks;
        }
        var s = new StudentProfile[students];
        for (var n = 0; n < students; n++)
            s[n] = new StudentProfile
            {
                Id = Id(1, n), Stage = Stages.Codes[Math.Min(Roll(9), Roll(9))],
                Interests = Chance(6) ? [] : Chance(8) ? ["exploring"] : Some(interests, 1, 5), Goals = Chance(10) ? [] : Some(goals, 1, 4),
                Languages = Spoken(), Time = Hours(5), Rankings = Ranks(60, 2, mentors),
                Conflicts = Chance(3) ? new HashSet<Guid> { Id(2, Roll(mentors)) } : new HashSet<Guid>(),
            };
        var m = new MentorProfile[mentors];
        for (var n = 0; n < mentors; n++)
            m[n] = new MentorProfile
            {
                Id = Id(2, n), Stages = Chance(30) ? [] : Some([.. Stages.Codes], 1, 4),
                Interests = Chance(6) ? [] : Some(interests, 2, 6), Goals = Chance(10) ? [] : Some(goals, 2, 6),
                Languages = Spoken(), Time = Hours(6), Flexible = Chance(10), Paused = Chance(3), Rankings = Ranks(20, 1, students),
            };
        return (terms, s, m);
    }
}
