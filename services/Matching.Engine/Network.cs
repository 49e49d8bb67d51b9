namespace Mentorship.Matching.Engine;

/// <summary>
/// A solved instance that changes: people, edges from both sides, who is where, the mentors' prices. Remembers what a
/// change touched, so that it can be taken back.
/// </summary>
sealed class Network
{
    public const int Nobody = -1;

    readonly Instance instance;
    readonly Objective objective;

    // Students.
    readonly List<bool> waits;
    readonly List<ulong> half;
    readonly List<int> pinOf;
    readonly List<bool> absent;
    int[] mentorOf;
    int[] scoreOf;
    int[] slot;

    // Mentors.
    readonly List<ulong> mentorKey;
    readonly List<int> least;
    readonly List<int> most;
    readonly List<int> pinned;
    readonly List<int[]> room;
    readonly List<int> load;
    readonly List<Levels> price;

    // Of one change.
    readonly Dictionary<int, (int Mentor, int Score)> wasAt = [];
    readonly Dictionary<int, Levels> wasAsking = [];
    readonly Stack<Action> undo = [];
    bool keeping;
    int freed = Nobody;

    public Network(Instance instance, Solution solution, Beat beat)
    {
        (this.instance, objective, Beat) = (instance, solution.Objective, beat);
        var (students, mentors) = (instance.Students, instance.Mentors);
        (waits, mentorKey, least, most, price) = ([.. instance.Waiting], [.. instance.MentorKeys], [.. instance.Min], [.. instance.Max], [.. solution.MentorPrice]);
        half = [.. instance.StudentKeys.Select(key => Lottery.Half(instance.Seed, key))];
        (pinOf, absent) = ([.. Enumerable.Repeat(Nobody, students)], [.. new bool[students]]);
        (mentorOf, scoreOf, slot) = (new int[students], new int[students], new int[students]);
        (pinned, load, room) = ([.. new int[mentors]], [.. new int[mentors]], [.. Enumerable.Repeat(Array.Empty<int>(), mentors)]);
        Array.Fill(mentorOf, Nobody);

        var (outgoing, incoming) = (new int[students], new int[mentors]);
        for (var i = 0; i < students; i++)
            outgoing[i] = instance.Start[i + 1] - instance.Start[i];
        foreach (var j in instance.Mentor)
            incoming[j]++;
        (Rows, Columns) = (new Ragged(outgoing), new Ragged(incoming));
        for (var i = 0; i < students; i++)
            for (var e = instance.Start[i]; e < instance.Start[i + 1]; e++)
            {
                Rows.Fill(i, instance.Mentor[e], instance.Score[e]);
                Columns.Fill(instance.Mentor[e], i, instance.Score[e]);
            }
        Rows.Sort(beat);
        Columns.Sort(beat);
        foreach (var p in price)
            LowestPrice = Levels.Min(LowestPrice, p);
        foreach (var pin in instance.Pins)
            SetPin(pin.Student, pin.Mentor, pin.Score);
        for (var i = 0; i < students; i++)
            if (pinOf[i] < 0 && solution.MentorOf[i] is >= 0 and var j)
                Seat(i, j, Rows.ScoreOf(i, j));
        FindHighestPays();
    }

    public Beat Beat { get; }
    public Ragged Rows { get; }
    public Ragged Columns { get; }
    public int Students => waits.Count;
    public int Mentors => most.Count;
    public int Matched { get; private set; }
    public long TotalScore { get; private set; }
    public long Cost { get; private set; }

    /// <summary>No mentor asks less.</summary>
    public Levels LowestPrice { get; private set; }

    // No student who pays with a place, with another's place, with that of one who waited pays more than these.
    readonly Levels[] highestPays = new Levels[3];

    /// <summary>No student who would gain by a mentor who asks this pays more.</summary>
    public Levels HighestPays(in Levels asks) => highestPays[Class(asks)];

    static int Class(in Levels price) => price.Counts < Levels.Unmatched / 2 ? 0 : price.Counts < Levels.Unmatched + Levels.UnmatchedWaiting / 2 ? 1 : 2;

    public int MentorOf(int i) => mentorOf[i];
    public int ScoreOf(int i) => scoreOf[i];
    public int PinOf(int i) => pinOf[i];
    public bool Absent(int i) => absent[i];
    public bool Waits(int i) => waits[i];
    public int Least(int j) => least[j];
    public int Most(int j) => most[j];
    public int Pinned(int j) => pinned[j];
    public int Load(int j) => load[j];
    public Levels Price(int j) => price[j];
    public ReadOnlySpan<int> Room(int j) => room[j].AsSpan(0, load[j]);
    public ReadOnlySpan<int> MentorsOfAll => mentorOf.AsSpan(0, Students);
    public ReadOnlySpan<int> ScoresOfAll => scoreOf.AsSpan(0, Students);

    /// <summary>Students and what they had, of those that the change touched.</summary>
    public IReadOnlyDictionary<int, (int Mentor, int Score)> WasAt => wasAt;

    /// <summary>Mentors and what they asked, of those whose price the change touched.</summary>
    public IReadOnlyDictionary<int, Levels> WasAsking => wasAsking;

    /// <summary>Begins a change.</summary>
    /// <param name="keepOthers">Whether moving anyone from where they are costs a move.</param>
    /// <param name="subject">The one whom it costs nothing to move, or nobody.</param>
    public void Begin(bool keepOthers, int subject)
    {
        (keeping, freed) = (keepOthers, subject);
        wasAt.Clear();
        wasAsking.Clear();
        undo.Clear();
        var lowest = LowestPrice;
        var (first, second, third) = (highestPays[0], highestPays[1], highestPays[2]);
        undo.Push(() =>
        {
            LowestPrice = lowest;
            (highestPays[0], highestPays[1], highestPays[2]) = (first, second, third);
        });
    }

    void FindHighestPays()
    {
        Array.Fill(highestPays, new Levels(long.MinValue / 4, 0, 0));
        for (var i = 0; i < Students; i++)
            if (pinOf[i] < 0)
                Pay(Pays(i));
    }

    void Pay(in Levels pays)
    {
        for (var c = Class(pays); c < highestPays.Length; c++)
            highestPays[c] = Levels.Max(highestPays[c], pays);
    }

    /// <summary>Brings everything back to where it was when the change began.</summary>
    public void TakeBack()
    {
        foreach (var i in wasAt.Keys)
            if (i < Students)
                Leave(i);
        while (undo.TryPop(out var step))
            step();
        foreach (var (j, asked) in wasAsking)
            if (j < Mentors)
                price[j] = asked;
        foreach (var (i, (mentor, score)) in wasAt)
        {
            if (i >= Students)
                continue;
            absent[i] = false;
            if (mentor >= 0)
                Seat(i, mentor, score);
        }
        wasAt.Clear();
        wasAsking.Clear();
    }

    /// <summary>Where the student was when the change began.</summary>
    public int Before(int i) => i == freed ? Nobody : wasAt.TryGetValue(i, out var was) ? was.Mentor : mentorOf[i];

    public Levels EdgeCost(int i, int j, int score) => new(
        keeping && Before(i) is >= 0 and var before && before != j ? Levels.Moved : 0, Levels.Points(objective, score), Lottery.Draw(half[i], mentorKey[j]));

    /// <summary>What an edge of this score costs at least, whoever it is between.</summary>
    public Levels LeastCost(int score) => new(0, Levels.Points(objective, score), 0);

    public Levels StayOut(int i) => new(
        Levels.Unmatched + (waits[i] ? Levels.UnmatchedWaiting : 0) + (keeping && Before(i) >= 0 ? Levels.Moved : 0), 0, 0);

    /// <summary>What a student who can move pays: the price of the place, or of staying out.</summary>
    public Levels Pays(int i) => mentorOf[i] < 0 ? StayOut(i) : EdgeCost(i, mentorOf[i], scoreOf[i]) + price[mentorOf[i]];

    /// <summary>Places for students who can move.</summary>
    public int Places(int j) => most[j] - pinned[j];

    /// <summary>The cost of the mentor's next place: below the minimum it saves shortfall.</summary>
    public Levels NextPlace(int j) => PlaceAt(j, pinned[j] + load[j]);

    /// <summary>The cost of the mentor's last place that is taken.</summary>
    public Levels LastPlace(int j) => PlaceAt(j, pinned[j] + load[j] - 1);

    Levels PlaceAt(int j, int taken) => new(taken < least[j] ? -Levels.Shortfall : 0, 0, 0);

    public void Ask(int j, in Levels asks)
    {
        wasAsking.TryAdd(j, price[j]);
        var further = asks > price[j] || Class(asks) != Class(price[j]);
        price[j] = asks;
        LowestPrice = Levels.Min(LowestPrice, asks);
        if (further)
            foreach (var i in Room(j))
                Pay(Pays(i));
    }

    /// <summary>Moves a student who can move to another mentor, or out.</summary>
    public void MoveTo(int i, int j, int score)
    {
        Touch(i);
        Leave(i);
        if (j >= 0)
            Seat(i, j, score);
        Pay(Pays(i));
    }

    /// <summary>Takes a student out of the matching until <see cref="Return"/>.</summary>
    public void TakeOut(int i)
    {
        MoveTo(i, Nobody, 0);
        absent[i] = true;
    }

    public void Return(int i)
    {
        absent[i] = false;
        Pay(StayOut(i));
    }

    public void Pin(int i, int j, int score)
    {
        Touch(i);
        Leave(i);
        SetPin(i, j, score);
        undo.Push(() => Unpin(i));
    }

    void SetPin(int i, int j, int score)
    {
        pinOf[i] = j;
        pinned[j]++;
        (mentorOf[i], scoreOf[i]) = (j, score);
        Count(score, 1);
    }

    /// <summary>Lifts the pin and leaves the student out.</summary>
    public void LiftPin(int i)
    {
        Touch(i);
        var (j, score) = (pinOf[i], scoreOf[i]);
        Unpin(i);
        undo.Push(() => SetPin(i, j, score));
    }

    void Unpin(int i)
    {
        Count(scoreOf[i], -1);
        pinned[pinOf[i]]--;
        (pinOf[i], mentorOf[i], scoreOf[i]) = (Nobody, Nobody, 0);
    }

    public void SetPlaces(int j, int newLeast, int newMost)
    {
        var (l, m) = (least[j], most[j]);
        (least[j], most[j]) = (newLeast, newMost);
        undo.Push(() => (least[j], most[j]) = (l, m));
    }

    public void SetWaits(int i, bool yes)
    {
        var before = waits[i];
        waits[i] = yes;
        undo.Push(() => waits[i] = before);
    }

    public void AddEdge(int i, int j, int score)
    {
        Rows.Add(i, j, score);
        Columns.Add(j, i, score);
        undo.Push(() => DropEdge(i, j));
    }

    public void RemoveEdge(int i, int j)
    {
        var score = Rows.ScoreOf(i, j);
        DropEdge(i, j);
        undo.Push(() =>
        {
            Rows.Add(i, j, score);
            Columns.Add(j, i, score);
        });
    }

    void DropEdge(int i, int j)
    {
        Rows.Remove(i, j);
        Columns.Remove(j, i);
    }

    /// <summary>A student joins, taken out for now.</summary>
    public int AddStudent(ulong key, bool waitsAlready)
    {
        var i = Students;
        waits.Add(waitsAlready);
        half.Add(Lottery.Half(instance.Seed, key));
        pinOf.Add(Nobody);
        absent.Add(true);
        Rows.AddOwner();
        if (i == mentorOf.Length)
        {
            var size = Math.Max(8, i + i / 4);
            Array.Resize(ref mentorOf, size);
            Array.Resize(ref scoreOf, size);
            Array.Resize(ref slot, size);
        }
        (mentorOf[i], scoreOf[i]) = (Nobody, 0);
        undo.Push(() =>
        {
            waits.RemoveAt(i);
            half.RemoveAt(i);
            pinOf.RemoveAt(i);
            absent.RemoveAt(i);
            Rows.RemoveOwner();
        });
        return i;
    }

    /// <summary>A mentor joins, whose price is still to be found.</summary>
    public int AddMentor(ulong key, int newLeast, int newMost)
    {
        var j = Mentors;
        mentorKey.Add(key);
        least.Add(newLeast);
        most.Add(newMost);
        pinned.Add(0);
        load.Add(0);
        room.Add([]);
        price.Add(Levels.Infinite); // nobody would come
        Columns.AddOwner();
        undo.Push(() =>
        {
            mentorKey.RemoveAt(j);
            least.RemoveAt(j);
            most.RemoveAt(j);
            pinned.RemoveAt(j);
            load.RemoveAt(j);
            room.RemoveAt(j);
            price.RemoveAt(j);
            Columns.RemoveOwner();
        });
        return j;
    }

    void Touch(int i) => wasAt.TryAdd(i, (mentorOf[i], scoreOf[i]));

    /// <summary>Away from the present mentor, unless pinned there.</summary>
    void Leave(int i)
    {
        if (mentorOf[i] < 0 || pinOf[i] >= 0)
            return;
        var j = mentorOf[i];
        var last = room[j][--load[j]];
        room[j][slot[i]] = last;
        slot[last] = slot[i];
        Count(scoreOf[i], -1);
        (mentorOf[i], scoreOf[i]) = (Nobody, 0);
    }

    /// <summary>Into a place, unless pinned elsewhere or here.</summary>
    void Seat(int i, int j, int score)
    {
        if (pinOf[i] >= 0)
            return;
        if (load[j] == room[j].Length)
        {
            var larger = room[j];
            Array.Resize(ref larger, Math.Max(4, 2 * larger.Length));
            room[j] = larger;
        }
        room[j][slot[i] = load[j]++] = i;
        (mentorOf[i], scoreOf[i]) = (j, score);
        Count(score, 1);
    }

    void Count(int score, int sign)
    {
        Matched += sign;
        TotalScore += sign * score;
        Cost += sign * Levels.Points(objective, score);
    }
}
