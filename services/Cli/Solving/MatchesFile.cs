using System.Globalization;
using Mentorship.Cli.CommandLine;
using Mentorship.Matching.Engine;

namespace Mentorship.Cli.Solving;

/// <summary>A file of matches: a head, and a line <c>student,mentor</c> for each matched student, in student order.</summary>
static class MatchesFile
{
    const string Head = "student,mentor";

    public static readonly Option Out = new("--out", "MATCHES.csv", "Write student,mentor for each matched student there.");

    /// <summary>Refuses a place that cannot be written to before anything is solved.</summary>
    public static void CheckPlace(string? path)
    {
        if (path is not null && Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder && !Directory.Exists(folder))
            throw new UsageException($"--out: there is no folder {folder}.");
    }

    public static void Write(string? path, int[] mentorOf) =>
        Write(path, mentorOf.Select((mentor, student) => (student, mentor)).Where(p => p.mentor >= 0).Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.student},{p.mentor}")));

    public static void Write(string? path, IEnumerable<string> lines)
    {
        if (path is null)
            return;
        try
        {
            using var file = new StreamWriter(path) { NewLine = "\n" };
            file.WriteLine(Head);
            foreach (var line in lines)
                file.WriteLine(line);
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            throw new FailedException($"{path} cannot be written: {unwritable.Message}", unwritable);
        }
    }

    /// <summary>The mentor of each student, −1 for unmatched, and the line that says so.</summary>
    public static (int[] MentorOf, int[] LineOf) Read(TextReader reader, int students, int mentors)
    {
        var (mentorOf, lineOf) = (new int[students], new int[students]);
        Array.Fill(mentorOf, -1);
        if (reader.ReadLine() != Head)
            throw new BadLineException(1, $"Expected the head “{Head}”.");
        for (var number = 2; reader.ReadLine() is { } line; number++)
        {
            if (line.Split(',') is not [var left, var right]
                || !int.TryParse(left, NumberStyles.None, CultureInfo.InvariantCulture, out var student)
                || !int.TryParse(right, NumberStyles.None, CultureInfo.InvariantCulture, out var mentor))
                throw new BadLineException(number, $"Expected two whole numbers, {Head}.");
            if (student >= students)
                throw new BadLineException(number, $"There is no student {student}; there are {students}, counted from 0.");
            if (mentor >= mentors)
                throw new BadLineException(number, $"There is no mentor {mentor}; there are {mentors}, counted from 0.");
            if (lineOf[student] > 0)
                throw new BadLineException(number, $"Student {student} is on line {lineOf[student]} already.");
            (mentorOf[student], lineOf[student]) = (mentor, number);
        }
        return (mentorOf, lineOf);
    }
}
