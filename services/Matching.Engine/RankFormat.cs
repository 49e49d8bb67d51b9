namespace Mentorship.Matching.Engine;

/// <summary>
/// Reads the rank format: <c>p hr S M E</c>, then M lines <c>m mentor capacity</c>, S lines <c>s student mentor…</c> and
/// M lines <c>r mentor student…</c>, both best first; ids from 0, E the acceptable pairs. Within each kind the lines may
/// come in any order. Student and mentor must name each other.
/// </summary>
public static class RankFormat
{
    /// <summary>Reads an instance.</summary>
    /// <param name="reader">The text; the caller disposes of it.</param>
    /// <param name="cancel">Stops within 100 ms.</param>
    /// <exception cref="BadLineException">
    /// A line is missing, repeated, of another kind than expected or not whole numbers; a count is wrong; an id is
    /// unknown; a capacity is negative; someone is named twice in a list, or by someone whom they do not name.
    /// </exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static StableInstance Read(TextReader reader, CancellationToken cancel = default)
    {
        var lines = new Lines(reader, cancel);
        var (students, mentors, pairs) = Counts(lines);
        var capacity = Capacities(lines, mentors);
        var ofStudents = new Lists(lines, 's', "student", students, "mentor", mentors, pairs);
        var ofMentors = new Lists(lines, 'r', "mentor", mentors, "student", students, pairs);
        while (lines.Next(out var line))
            if (!line.IsWhiteSpace())
                throw lines.Bad($"The file goes on after the lists of its {mentors} mentors.");

        return StableInstance.Ranked(capacity, ofStudents.Start, ofStudents.Named, ofMentors.Start, ofMentors.Named, cancel)
            ?? throw Mistake(ofStudents, ofMentors);
    }

    static (int Students, int Mentors, int Pairs) Counts(Lines lines)
    {
        const string expected = "Expected the line “p hr students mentors pairs”.";
        if (!lines.Next(out var line) || !line.StartsWith("p hr "))
            throw lines.Bad(expected);
        Span<int> counts = stackalloc int[3];
        var numbers = new Numbers(lines, line[5..]);
        foreach (ref var count in counts)
            count = numbers.MoveNext() ? numbers.Current : throw lines.Bad(expected);
        if (numbers.MoveNext())
            throw lines.Bad(expected);
        foreach (var count in counts)
            if (count < 0)
                throw lines.Bad("A count is negative.");
        if (Math.Max(counts[0], counts[1]) > Lines.MostPeople)
            throw lines.Bad($"There are more than {Lines.MostPeople} people.");
        return (counts[0], counts[1], counts[2]);
    }

    static int[] Capacities(Lines lines, int mentors)
    {
        const string expected = "m mentor capacity";
        var (capacity, given) = (new int[mentors], new bool[mentors]);
        for (var n = 0; n < mentors; n++)
        {
            var numbers = new Numbers(lines, Of(lines, 'm', expected));
            if (!numbers.MoveNext())
                throw lines.Bad($"Expected {expected}.");
            var mentor = Known(lines, "mentor", numbers.Current, mentors);
            if (given[mentor])
                throw lines.Bad($"The capacity of mentor {mentor} is given twice.");
            if (!numbers.MoveNext())
                throw lines.Bad($"Expected {expected}.");
            (given[mentor], capacity[mentor]) = (true, numbers.Current);
            if (capacity[mentor] < 0)
                throw lines.Bad($"Mentor {mentor} has the negative capacity {capacity[mentor]}.");
            if (numbers.MoveNext())
                throw lines.Bad($"Expected {expected}.");
        }
        return capacity;
    }

    static ReadOnlySpan<char> Of(Lines lines, char kind, string expected)
    {
        if (!lines.Next(out var line))
            throw lines.Bad($"The file ends where {expected} is expected.");
        return line.Length > 1 && line[0] == kind && line[1] == ' ' ? line[2..] : throw lines.Bad($"Expected {expected}.");
    }

    static int Known(Lines lines, string what, int id, int count) =>
        (uint)id < (uint)count ? id : throw lines.Bad($"There is no {what} {id}; there are {count}, counted from 0.");

    static BadLineException Mistake(Lists ofStudents, Lists ofMentors)
    {
        var mistake = StableMistake.In(ofStudents.Start, ofStudents.Named, ofMentors.Start, ofMentors.Named);
        return new((mistake.ByMentor ? ofMentors : ofStudents).LineOf[mistake.Owner], mistake.Sentence);
    }

    /// <summary>The lists of one side, in compressed rows.</summary>
    sealed class Lists
    {
        public Lists(Lines lines, char kind, string owners, int count, string others, int otherCount, int pairs)
        {
            (Start, LineOf) = (new int[count + 1], new int[count]);
            var length = new int[count];
            // As many as announced, unless that is so many that the file has to show them first.
            Named = new int[Math.Min(pairs, 1 << 24)];
            var (expected, total, inOrder) = ($"{kind} {owners} {others}…", 0, true);
            for (var n = 0; n < count; n++)
            {
                var numbers = new Numbers(lines, Of(lines, kind, expected));
                if (!numbers.MoveNext())
                    throw lines.Bad($"Expected {expected}.");
                var owner = Known(lines, owners, numbers.Current, count);
                if (LineOf[owner] > 0)
                    throw lines.Bad($"The list of {owners} {owner} is given twice.");
                (LineOf[owner], Start[owner], inOrder) = (lines.Number, total, inOrder && owner == n);
                while (numbers.MoveNext())
                {
                    if (total == pairs)
                        throw lines.Bad($"The {owners}s' lists go on after {pairs} entries.");
                    if (total == Named.Length)
                        Array.Resize(ref Named, (int)Math.Min(pairs, 2L * total));
                    Named[total++] = Known(lines, others, numbers.Current, otherCount);
                }
                length[owner] = total - Start[owner];
            }
            if (total < pairs)
                throw lines.Bad($"The {owners}s' lists end after {total} of {pairs} entries.");
            if (!inOrder)
                Named = Ordered(length);
            Start[count] = total;
        }

        public readonly int[] Start;
        public readonly int[] LineOf;
        public int[] Named;

        int[] Ordered(int[] length)
        {
            var ordered = new int[Named.Length];
            var at = 0;
            for (var owner = 0; owner < length.Length; owner++)
            {
                Named.AsSpan(Start[owner], length[owner]).CopyTo(ordered.AsSpan(at));
                Start[owner] = at;
                at += length[owner];
            }
            return ordered;
        }
    }

    /// <summary>The whole numbers of a line, with spaces between them.</summary>
    ref struct Numbers(Lines lines, ReadOnlySpan<char> text)
    {
        readonly ReadOnlySpan<char> text = text;
        int at;

        public int Current { get; private set; }

        public bool MoveNext()
        {
            while (at < text.Length && text[at] == ' ')
                at++;
            if (at == text.Length)
                return false;
            var from = at;
            if (Lines.TryDigits(text, ref at, out var number) && (at == text.Length || text[at] == ' '))
            {
                Current = number;
                return true;
            }
            var length = text[from..].IndexOf(' ');
            at = length < 0 ? text.Length : from + length;
            Current = lines.Whole(text[from..at]);
            return true;
        }
    }
}
