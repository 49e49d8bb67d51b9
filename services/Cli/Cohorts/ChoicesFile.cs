using Mentorship.Cli.CommandLine;
using Mentorship.Cli.Solving;
using Mentorship.Profile.Imports;
using Mentorship.Profile.People;
using Mentorship.Profile.Vocabulary;

namespace Mentorship.Cli.Cohorts;

/// <summary>Reads whom students chose, in the columns of the import: <c>student_email,mentor_email,rank</c>.</summary>
static class ChoicesFile
{
    const int LastRank = 100;

    /// <summary>The cohort with its students' rankings. Choices of those who are left out as minors are passed over.</summary>
    public static Cohort Into(Cohort cohort, string path)
    {
        if (Sheet.TextOf(InputFile.Bytes(path), out var wrong) is not { } text || Sheet.Read(Import.Choices, text, out wrong) is not { } sheet)
            throw new BadInputException($"{path}: {wrong}");
        var (students, mentors) = (ByAddress(cohort.Students.Concat(cohort.Minors)), ByAddress(cohort.Mentors));
        var lineOf = new Dictionary<(Guid, Guid), int>();
        var rankings = cohort.Students.ToDictionary(s => s.Id, _ => new Dictionary<Guid, int>());
        foreach (var line in sheet.Lines)
        {
            if (sheet.Wrong(line) is { } spoilt)
                throw new BadInputException($"{path}, line {line.Number}: {spoilt}");
            var read = new FormReader(lenient: true);
            var (student, mentor) = (Of(students, "student"), Of(mentors, "mentor"));
            var rank = read.Number("rank", sheet.Cell(line, "rank"), 1, LastRank);
            if (student != default && mentor != default && !lineOf.TryAdd((student, mentor), line.Number))
                read.Bad("mentor_email", sheet.Cell(line, "mentor_email"), $"This student names the same mentor on line {lineOf[(student, mentor)]} already. Keep one of the two.");
            if (read.Findings is [var bad, ..])
                throw new BadInputException(CohortFiles.Say(path, line.Number, bad));
            if (rankings.TryGetValue(student, out var list))
                list[mentor] = rank!.Value;

            Guid Of(Dictionary<string, Guid> people, string role)
            {
                var written = sheet.Cell(line, $"{role}_email").Trim();
                if (people.TryGetValue(written, out var id))
                    return id;
                read.Bad($"{role}_email", written, $"No {role} has this address.{(NearWord.In(people.Keys, written.ToLowerInvariant()) is { } near ? $" Did you mean “{near}”?" : "")}");
                return default;
            }
        }
        return cohort with { Rankings = rankings };
    }

    static Dictionary<string, Guid> ByAddress(IEnumerable<Someone> people) =>
        people.ToDictionary(p => p.Entry.Email, p => p.Id, StringComparer.OrdinalIgnoreCase);
}
