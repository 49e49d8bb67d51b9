using System.Runtime.InteropServices;

namespace Mentorship.Matching.Engine;

/// <summary>A row of a pool's mentors, and what it adds for a mentor who stands in it.</summary>
[StructLayout(LayoutKind.Auto)]
readonly record struct Part(int Row, byte Adds);

/// <summary>
/// A student put in terms of one pool: which rows of its mentors to read and what they add. What only few mentors have
/// with the student, rankings and conflicts, is worked out here, mentor by mentor.
/// </summary>
sealed class StudentQuery
{
    const int MostInterests = 32;

    /// <summary>Weights met and weights told of, below this each, make one byte.</summary>
    const int MostWished = 16;

    readonly List<Part> answers = new(8), wishes = [], hours = new(16), weights = new(8);

    public StudentQuery(StudentProfile profile, PreparedMentors pool)
    {
        var policy = pool.Criteria.Policy;
        Student = pool.Criteria.Read(profile);
        Interests = policy.Interests == Weight.Off ? [] : Student.Interests;
        Weigh(policy.Interests, Criterion.Interests, Interests.Length > 0);

        var goals = policy.Goals == Weight.Off ? [] : Student.Goals;
        var languages = policy.Languages == Weight.Off ? [] : Student.Languages;
        var perLanguage = 2 * goals.Length + 1;
        var answerCount = perLanguage * (languages.Length + 1);
        var asked = policy.Asked == Weight.Off ? [] : profile.Wishes;
        var perTold = asked.Sum(w => (int)w.Weight) + 1;
        NeedsPairs = Interests.Length > MostInterests || answerCount > byte.MaxValue || pool.RequiredQuarters > byte.MaxValue
            || perTold > MostWished || asked.Any(w => w.Any.Distinct().Skip(1).Any());
        Weigh(policy.Goals, Criterion.Goals, goals.Length > 0);
        Weigh(policy.Languages, Criterion.Languages, languages.Length > 0);
        AnswerPoints = NeedsPairs ? [0] : new int[answerCount];
        if (!NeedsPairs)
            ReadAnswers(goals, languages, perLanguage, pool);
        WishPoints = NeedsPairs || asked.Count == 0 ? [] : new int[perTold * perTold];
        if (WishPoints.Length > 0)
            ReadWishes(asked, perTold, pool);

        Stage = pool.StageOf(profile.Stage);
        StageCounts = policy.Stage != Weight.Off && profile.Stage.Length > 0;
        Weigh(policy.Stage, Criterion.Stage, StageCounts);

        if (profile.Time is { } time && (policy.Time != Weight.Off || pool.RequiredQuarters > 0))
            pool.ReadHours(time, hours);
        HoursStated = profile.Time is not null;
        Weigh(policy.Time, Criterion.Time, HoursStated);

        ReadRankings(profile, pool);
        if (profile.Rankings.Count > 0)
            WeightOfAll = (int)policy.Rankings;
        else
            Weigh(policy.Rankings, Criterion.Rankings, true);

        // The first broken rule is the one that counts, so it comes last and overwrites the others.
        Close(profile.Forbidden, Rule.Forbidden, pool);
        Close(profile.Conflicts, Rule.ConflictOfInterest, pool);
        Close([profile.Id], Rule.ConflictOfInterest, pool);
    }

    public ReadStudent Student { get; }

    /// <summary>More than bytes can count: this student is compared pair by pair.</summary>
    public bool NeedsPairs { get; }

    /// <summary>Terms, as rows of agreement.</summary>
    public int[] Interests { get; }

    /// <summary>What is met of goals and languages, added up to one number that says both.</summary>
    public ReadOnlySpan<Part> Answers => CollectionsMarshal.AsSpan(answers);

    /// <summary>Weighted points of each such number.</summary>
    public int[] AnswerPoints { get; }

    /// <summary>What is met of the wishes, and what the mentor told of, added up to one number that says both; 0 where the mentor told of nothing.</summary>
    public ReadOnlySpan<Part> Wishes => CollectionsMarshal.AsSpan(wishes);

    /// <summary>Weighted points of each such number.</summary>
    public int[] WishPoints { get; }

    /// <summary>Quarters of an hour.</summary>
    public ReadOnlySpan<Part> Hours => CollectionsMarshal.AsSpan(hours);

    public bool HoursStated { get; }

    /// <summary>Weights of the criteria that the student stated and a mentor may have.</summary>
    public ReadOnlySpan<Part> Weights => CollectionsMarshal.AsSpan(weights);

    /// <summary>The weight that counts with every mentor: rankings, once the student ranked anyone.</summary>
    public int WeightOfAll { get; }

    public int Stage { get; }

    public bool StageCounts { get; }

    /// <summary>Mentors whom the student ranked, or who ranked the student, by position, with their weighted points.</summary>
    public List<(int Mentor, int Points)> Ranked { get; } = [];

    /// <summary>Mentors the student ranked.</summary>
    public List<int> Chosen { get; } = [];

    /// <summary>Mentors whom a rule keeps from this very student.</summary>
    public List<(int Mentor, Rule Rule)> Closed { get; } = [];

    void Weigh(Weight weight, Criterion criterion, bool stated)
    {
        if (stated && weight != Weight.Off)
            weights.Add(new(PreparedMentors.Stated(criterion), (byte)weight));
    }

    void ReadAnswers(string[] goals, string[] languages, int perLanguage, PreparedMentors pool)
    {
        var policy = pool.Criteria.Policy;
        foreach (var goal in goals)
        {
            var open = goal == Taxonomy.Exploring;
            if (open)
                answers.Add(new(PreparedMentors.Stated(Criterion.Goals), 1));
            if (pool.GoalRow(goal) is { } row)
                answers.Add(new(row, (byte)(open ? 1 : 2)));
        }
        foreach (var language in languages)
            if (pool.LanguageRow(language) is { } row)
                answers.Add(new(row, (byte)perLanguage));
        for (var n = 0; n < AnswerPoints.Length; n++)
            AnswerPoints[n] = (goals.Length == 0 ? 0 : (int)policy.Goals * Criteria.OfGoals(n % perLanguage, goals.Length))
                + (languages.Length == 0 ? 0 : (int)policy.Languages * Criteria.OfLanguages(n / perLanguage, languages.Length));
    }

    void ReadWishes(IReadOnlyCollection<Wish> asked, int perTold, PreparedMentors pool)
    {
        foreach (var wish in asked)
        {
            if (pool.ToldRow(wish.About) is { } told)
                wishes.Add(new(told, (byte)((int)wish.Weight * perTold)));
            if (wish.Any.FirstOrDefault() is { } any && pool.AnswerRow(wish.About, any) is { } met)
                wishes.Add(new(met, (byte)wish.Weight));
        }
        for (var n = perTold; n < WishPoints.Length; n++)
            WishPoints[n] = (int)pool.Criteria.Policy.Asked * Criteria.OfWishes(n % perTold, n / perTold);
    }

    void ReadRankings(StudentProfile profile, PreparedMentors pool)
    {
        var weight = (int)pool.Criteria.Policy.Rankings;
        var mine = profile.Rankings.Count > 0 ? 1 : 0;
        var back = pool.RanksOf(profile.Id);
        foreach (var (id, rank) in profile.Rankings)
            if (pool.PositionOf(id) is { } j)
            {
                Chosen.Add(j);
                int? theirs = null;
                foreach (var (mentor, given) in back)
                    if (mentor == j)
                        theirs = given;
                Ranked.Add((j, weight * Criteria.OfRanks(rank, theirs, mine + (pool.HasRanked(j) ? 1 : 0))));
            }
        foreach (var (mentor, given) in back)
            if (!Chosen.Contains(mentor))
                Ranked.Add((mentor, weight * Criteria.OfRanks(null, given, mine + 1)));
    }

    void Close(IEnumerable<Guid> mentors, Rule rule, PreparedMentors pool)
    {
        foreach (var id in mentors)
            if (pool.PositionOf(id) is { } j)
                Closed.Add((j, rule));
    }
}
