using System.Globalization;

namespace Mentorship.Matching.Engine;

/// <summary>
/// Reads the edge format: a comment, <c>S,M,E</c>, a comment, M lines <c>mentor,min,max</c>, a comment, E lines
/// <c>student,mentor,weight</c>; ids from 0.
/// </summary>
public static class EdgeFormat
{
    /// <summary>Reads an instance whose lottery keys are the ids.</summary>
    /// <param name="reader">The text; the caller disposes of it.</param>
    /// <param name="floor">Edges that weigh less are left out, 0..100000.</param>
    /// <param name="seed">Seed of the lottery.</param>
    /// <exception cref="BadLineException">
    /// A line is not whole numbers, missing or one too many; a weight is outside 0..100000; a capacity is negative; a
    /// minimum is above it; an id is unknown or a mentor given twice; an edge is given twice.
    /// </exception>
    public static Instance Read(TextReader reader, int floor = 0, ulong seed = 0)
    {
        var lines = new EdgeLines(reader);
        lines.Comment("# students,mentors,edges");
        var (students, mentors, edges) = lines.Three("students,mentors,edges");
        if (students < 0 || mentors < 0 || edges < 0)
            throw lines.Bad("A count is negative.");

        var builder = new InstanceBuilder(students, mentors) { Seed = seed, Floor = floor };
        lines.Comment("# capacities (one per mentor): mentor,min,max");
        var seen = new bool[mentors];
        for (var n = 0; n < mentors; n++)
        {
            var (mentor, min, max) = lines.Three("mentor,min,max");
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

        lines.Comment("# edges: student,mentor,weight");
        var pairs = new HashSet<long>(edges);
        for (var n = 0; n < edges; n++)
        {
            var (student, mentor, weight) = lines.Three("student,mentor,weight");
            try
            {
                builder.Edge(student, mentor, weight);
            }
            catch (InvalidInstanceException e)
            {
                throw lines.Bad(e.Message);
            }
            if (!pairs.Add((long)student * mentors + mentor))
                throw lines.Bad($"The edge of student {student} and mentor {mentor} is given twice.");
        }
        lines.End(edges);
        return builder.Build();
    }

    sealed class EdgeLines(TextReader reader)
    {
        int number;

        public BadLineException Bad(string message) => new(number, message);

        public void Comment(string example)
        {
            if (Next() is not { } line || !line.StartsWith('#'))
                throw Bad($"Expected a comment line such as “{example}”.");
        }

        public (int, int, int) Three(string names)
        {
            if (Next() is not { } line)
                throw Bad($"The file ends where {names} is expected.");
            Span<Range> parts = stackalloc Range[4];
            var text = line.AsSpan();
            if (text.Split(parts, ',') != 3)
                throw Bad($"Expected three numbers, {names}.");
            return (Number(text[parts[0]]), Number(text[parts[1]]), Number(text[parts[2]]));
        }

        public void End(int edges)
        {
            while (Next() is { } line)
                if (line.AsSpan().Trim().Length > 0)
                    throw Bad($"The file goes on after its {edges} edges.");
        }

        string? Next()
        {
            number++;
            return reader.ReadLine();
        }

        int Number(ReadOnlySpan<char> text) =>
            int.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var n)
                ? n
                : throw Bad($"“{text}” is not a whole number.");
    }
}
