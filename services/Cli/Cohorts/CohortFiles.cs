using System.Security.Cryptography;
using System.Text;
using Mentorship.Cli.CommandLine;
using Mentorship.Cli.Solving;
using Mentorship.Matching.Engine;
using Mentorship.Profile.Imports;
using Mentorship.Profile.People;
using Mentorship.Profile.Vocabulary;

namespace Mentorship.Cli.Cohorts;

/// <summary>A student or mentor of the files.</summary>
/// <param name="Id">Of the address, so that neither the order of lines nor who else is in the file changes a lottery.</param>
sealed record Someone(Guid Id, Entry Entry)
{
    public string Name => Entry.Name;
}

/// <summary>A cohort as its two files describe it.</summary>
/// <param name="Minors">Students who are, or may be, minors: a file cannot carry a guardian's consent, so nobody is paired with them.</param>
/// <param name="Zone">The time zone that most lines name; those that name none are taken to live there.</param>
/// <param name="Remarks">How something was read that was not quite as expected.</param>
sealed record Cohort(IReadOnlyList<Someone> Students, IReadOnlyList<Someone> Mentors, IReadOnlyList<Someone> Minors, TimeZoneInfo Zone, IReadOnlyList<string> Remarks)
{
    /// <summary>Rank by mentor for each student, 1 for the first choice; without an entry where nobody was asked.</summary>
    public IReadOnlyDictionary<Guid, Dictionary<Guid, int>> Rankings { get; init; } = new Dictionary<Guid, Dictionary<Guid, int>>();

    public StudentProfile[] StudentProfiles() => [.. Students.Select(s => new StudentProfile
    {
        Id = s.Id,
        Stage = s.Entry.Stage!,
        Interests = s.Entry.Interests,
        Goals = s.Entry.Goals ?? [],
        Languages = s.Entry.Languages ?? [],
        Time = Time(s.Entry),
        Rankings = Rankings.GetValueOrDefault(s.Id) ?? [],
    })];

    public MentorProfile[] MentorProfiles() => [.. Mentors.Select(m => new MentorProfile
    {
        Id = m.Id,
        Stages = m.Entry.Stages ?? Profile.Vocabulary.Stages.All, // as the import has it: a mentor takes every stage unless told otherwise
        Interests = m.Entry.Interests,
        Goals = m.Entry.Goals ?? [],
        Languages = m.Entry.Languages ?? [],
        Time = Time(m.Entry),
        Flexible = m.Entry.Flexible == true,
    })];

    WeeklyTime? Time(Entry entry) => entry.Availability is { Length: > 0 } hours
        ? WeeklyTime.Parse(hours, entry.TimeZone is { } zone ? TimeZoneInfo.FindSystemTimeZoneById(zone) : Zone)
        : null;
}

/// <summary>Reads the files of the import: the same columns, words and advice about mistakes.</summary>
static class CohortFiles
{
    public static Cohort Read(string students, string mentors, DateOnly today)
    {
        var remarks = new List<string>();
        var (seekers, guides) = (People(students, Import.Students, Membership.Student, today, remarks), People(mentors, Import.Mentors, Membership.Mentor, today, remarks));
        var zone = seekers.Concat(guides).Select(p => p.Entry.TimeZone).OfType<string>()
            .GroupBy(z => z).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).FirstOrDefault()?.Key ?? "Etc/UTC";
        if (seekers.Concat(guides).Count(p => p.Entry is { TimeZone: null, Availability: not null }) is > 0 and var silent)
            remarks.Add($"{silent} with hours name no time zone; theirs are read as {zone}.");
        var minors = seekers.Where(s => (s.Entry.MinorUntil ?? MinorUntil.Unknown).IsMinor(s.Entry.Stage, today)).ToArray();
        return new([.. seekers.Except(minors)], guides, minors, TimeZoneInfo.FindSystemTimeZoneById(zone), remarks);
    }

    static List<Someone> People(string path, string kind, string role, DateOnly today, List<string> remarks)
    {
        if (Sheet.TextOf(InputFile.Bytes(path), out var wrong) is not { } text || Sheet.Read(kind, text, out wrong) is not { } sheet)
            throw new BadInputException($"{path}: {wrong}");
        remarks.AddRange(sheet.Remarks.Select(r => Say(path, sheet.Head.Number, r)));

        var (people, lineOf) = (new List<Someone>(), new Dictionary<string, int>(StringComparer.Ordinal));
        foreach (var line in sheet.Lines)
        {
            if (sheet.Wrong(line) is { } spoilt)
                throw new BadInputException($"{path}, line {line.Number}: {spoilt}");
            var read = new FormReader(lenient: true);
            var entry = EntryReader.Read(line.Number, role, column => sheet.Cell(line, column), read, Terms.Shipped, today);
            if (read.Findings.Find(f => f.Bad) is { } bad)
                throw new BadInputException(Say(path, line.Number, bad));
            remarks.AddRange(read.Findings.Select(f => Say(path, line.Number, f)));
            var key = entry!.Email.ToLowerInvariant();
            if (!lineOf.TryAdd(key, line.Number))
                throw new BadInputException($"{path}, line {line.Number}, email “{entry.Email}”: This address is on line {lineOf[key]} already. Keep one of the two.");
            if (role == Membership.Mentor && entry is { Capacity: null, Minimum: > 1 })
                throw new BadInputException($"{path}, line {line.Number}, minimum “{entry.Minimum}”: The minimum is more than the capacity, which is 1.");
            people.Add(new(IdOf(key), entry));
        }
        return people;
    }

    public static string Say(string path, int line, Finding finding) =>
        $"{path}, line {line}, {finding.Column}{(finding.Written.Length > 0 ? $" “{finding.Written.ReplaceLineEndings(" ")}”" : "")}: {finding.Reason}";

    static Guid IdOf(string address) => new(SHA256.HashData(Encoding.UTF8.GetBytes(address)).AsSpan(0, 16), bigEndian: true);
}
