using Mentorship.Matching.Engine;

namespace Mentorship.Matching.EngineTests;

/// <summary>A small taxonomy, people with little in them, and scoring by one criterion.</summary>
static class People
{
    public static readonly TimeZoneInfo NewYork = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");

    public static readonly Taxonomy Terms = new(
    [
        new("exploring", "Still exploring", null),
        new("internal", "Internal medicine", null),
        new("cardiology", "Cardiology", "internal"),
        new("heart-failure", "Heart failure", "cardiology"),
        new("rhythm", "Heart rhythm", "cardiology"),
        new("diabetes", "Diabetes", "internal"),
        new("surgery", "Surgery", null),
        new("hand", "Hand surgery", "surgery"),
        new("hiv", "HIV and AIDS", null),
        new("apply", "Applying to medical school", null),
        new("paper", "First paper", null),
    ]);

    public static readonly ScoringPolicy Nothing = new()
    { Interests = Weight.Off, Goals = Weight.Off, Stage = Weight.Off, Languages = Weight.Off, Time = Weight.Off, Asked = Weight.Off, Rankings = Weight.Off };

    public static StudentProfile Student(int number = 1) => new() { Id = Id(1, number), Stage = "college" };

    public static MentorProfile Mentor(int number = 1) => new() { Id = Id(2, number) };

    public static Guid Id(int kind, int number) => new(kind, 0, 0, BitConverter.GetBytes((long)number));

    public static Scoring By(ScoringPolicy policy, Rarity? rarity = null) => new(Terms, policy, rarity ?? Rarity.None);

    public static WeeklyTime Time(params string[] entries) => WeeklyTime.Parse(entries, TimeZoneInfo.Utc);

    /// <summary>A pool with something of everything, the same every time.</summary>
    public static (StudentProfile[] Students, MentorProfile[] Mentors) Pool(int students, int mentors)
    {
        var random = new Random(7);
        string[] interests = ["exploring", "internal", "cardiology", "heart-failure", "rhythm", "diabetes", "surgery", "hand", "hiv"], goals = ["apply", "paper"], languages = ["en", "es", "fr"];
        string[] Some(string[] from) => [.. from.Where(_ => random.Next(3) == 0)];
        WeeklyTime? Hours() => random.Next(4) == 0 ? null : Time($"{(DayOfWeek)random.Next(7)} {random.Next(8, 14):00}-{random.Next(14, 22):00}");
        Dictionary<Guid, int> Ranks(int kind, int of)
        {
            var ranks = new Dictionary<Guid, int>();
            for (var rank = random.Next(2) * 5; rank > 0; rank--)
                ranks[Id(kind, random.Next(of))] = rank;
            return ranks;
        }

        return (
            [.. Enumerable.Range(0, students).Select(n => Student(n) with
            {
                Stage = Stages.Codes[random.Next(Stages.Codes.Count)], Interests = Some(interests), Goals = Some(goals),
                Languages = Some(languages), Time = Hours(), Rankings = Ranks(2, mentors), Minor = random.Next(10) == 0, Consented = random.Next(2) == 0,
            })],
            [.. Enumerable.Range(0, mentors).Select(n => Mentor(n) with
            {
                Stages = random.Next(3) == 0 ? [] : Some([.. Stages.Codes]), Interests = Some(interests), Goals = Some(goals),
                Languages = Some(languages), Time = Hours(), Flexible = random.Next(5) == 0, Paused = random.Next(20) == 0, Untrained = random.Next(20) == 0, Cleared = random.Next(2) == 0,
                Rankings = Ranks(1, students),
            })]);
    }
}
