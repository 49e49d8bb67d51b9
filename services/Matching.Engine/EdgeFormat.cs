namespace Mentorship.Matching.Engine;

/// <summary>
/// Reads the edge format: a comment, <c>S,M,E</c>, a comment, M lines <c>mentor,min,max</c>, a comment, E lines
/// <c>student,mentor,weight</c>; ids from 0.
/// </summary>
public static class EdgeFormat
{
    /// <summary>Reads an instance whose lottery keys are the ids. Takes 20 bytes of memory for each edge.</summary>
    /// <param name="reader">The text; the caller disposes of it.</param>
    /// <param name="floor">Edges that weigh less are left out, 0..100000.</param>
    /// <param name="seed">Seed of the lottery.</param>
    /// <param name="cancel">Stops within 100 ms.</param>
    /// <exception cref="BadLineException">
    /// A line is not whole numbers, missing or one too many; a weight is outside 0..100000; a capacity is negative; a
    /// minimum is above it; an id is unknown or a mentor given twice; an edge is given twice.
    /// </exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static Instance Read(TextReader reader, int floor = 0, ulong seed = 0, CancellationToken cancel = default)
    {
        var lines = new Lines(reader, cancel);
        Comment(lines, "# students,mentors,edges");
        var (students, mentors, edges) = Three(lines, "students,mentors,edges");
        if (students < 0 || mentors < 0 || edges < 0)
            throw lines.Bad("A count is negative.");
        if (Math.Max(students, mentors) > Lines.MostPeople)
            throw lines.Bad($"There are more than {Lines.MostPeople} people.");

        var builder = new InstanceBuilder(students, mentors) { Seed = seed, Floor = floor };
        Comment(lines, "# capacities (one per mentor): mentor,min,max");
        var seen = new bool[mentors];
        for (var n = 0; n < mentors; n++)
        {
            var (mentor, min, max) = Three(lines, "mentor,min,max");
            if ((uint)mentor < (uint)mentors && seen[mentor])
                throw lines.Bad($"Mentor {mentor} is given twice.");
            try
            {
                builder.Mentor(mentor, min, max);
            }
            catch (InvalidInstanceException e)
            {
                throw lines.Bad(e.Message);
            }
            seen[mentor] = true;
        }

        Comment(lines, "# edges: student,mentor,weight");
        var first = lines.Number + 1;
        builder.Expect(edges);
        for (var n = 0; n < edges; n++)
        {
            var (student, mentor, weight) = Three(lines, "student,mentor,weight");
            try
            {
                builder.Edge(student, mentor, weight);
            }
            catch (InvalidInstanceException e)
            {
                throw lines.Bad(e.Message);
            }
        }
        while (lines.Next(out var line))
            if (!line.IsWhiteSpace())
                throw lines.Bad($"The file goes on after its {edges} edges.");
        try
        {
            return builder.Build(cancel);
        }
        catch (InvalidInstanceException twice) when (twice.Edge >= 0)
        {
            throw new BadLineException(first + twice.Edge, twice.Message);
        }
    }

    static void Comment(Lines lines, string example)
    {
        if (!lines.Next(out var line) || !line.StartsWith('#'))
            throw lines.Bad($"Expected a comment line such as “{example}”.");
    }

    static (int, int, int) Three(Lines lines, string names)
    {
        if (!lines.Next(out var line))
            throw lines.Bad($"The file ends where {names} is expected.");
        var at = 0;
        if (Lines.TryDigits(line, ref at, out var a) && Comma(line, ref at) && Lines.TryDigits(line, ref at, out var b) && Comma(line, ref at)
            && Lines.TryDigits(line, ref at, out var c) && at == line.Length)
            return (a, b, c);

        // Signs, spaces and mistakes take the longer way.
        Span<Range> parts = stackalloc Range[4];
        if (line.Split(parts, ',') != 3)
            throw lines.Bad($"Expected three numbers, {names}.");
        return (lines.Whole(line[parts[0]]), lines.Whole(line[parts[1]]), lines.Whole(line[parts[2]]));
    }

    static bool Comma(ReadOnlySpan<char> line, ref int at) => at < line.Length && line[at++] == ',';
}
