using Mentorship.Profile.People;
using Mentorship.Profile.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Imports;

/// <summary>
/// Whom students named. The lines of a student are their whole list, wherever they stand in the file: they replace
/// what an earlier file said, and one of them that cannot be read keeps out the others, since half a list would say
/// something the student did not.
/// </summary>
internal sealed class ChoiceRows(Sheet sheet) : IFileRows
{
    const int LastRank = 1000;

    /// <summary>A wrong file has ten thousand addresses that nobody knows, and looking for a near one takes time.</summary>
    const int MostGuesses = 50;

    int _guesses;
    readonly Dictionary<Guid, string> _addressOf = [];

    public IEnumerable<CsvLine[]> Units => sheet.Lines.GroupBy(Student).Select(g => g.ToArray());

    string Student(CsvLine line) => Person.KeyOf(sheet.Cell(line, "student_email").Trim('"'));

    string Mentor(CsvLine line) => Person.KeyOf(sheet.Cell(line, "mentor_email"));

    public async Task<Tally> PutAsync(ProfileDb db, Into into, IReadOnlyCollection<CsvLine[]> units, DateTimeOffset now, CancellationToken ct)
    {
        var members = await Members.AmongAsync(db, into.Cohort.Id, units.SelectMany(u => u.SelectMany(l => new[] { Student(l), Mentor(l) })), ct);
        Guid[] students = [.. units.Select(u => members.Find(Student(u[0]), Membership.Student)).OfType<Guid>()];
        var had = (await db.Choices.Where(c => c.CohortId == into.Cohort.Id && students.Contains(c.StudentId)).ToListAsync(ct)).ToLookup(c => c.StudentId);

        var tally = new Tally();
        foreach (var unit in units)
            if (await ReadAsync(unit, db, into, members, tally, ct) is { } list)
                Put(db, into, list, [.. had[list.Student]], tally);
        return tally;
    }

    static void Put(ProfileDb db, Into into, StudentList list, List<Choice> had, Tally tally)
    {
        var gone = had.Where(c => list.Choices.All(n => n.Mentor != c.MentorId)).ToList();
        var moved = gone.Count > 0;
        foreach (var (line, mentor, rank) in list.Choices)
        {
            var choice = had.Find(c => c.MentorId == mentor);
            var outcome = choice is null ? Outcome.Added : choice.Rank == rank ? Outcome.Same : Outcome.Changed;
            moved |= outcome != Outcome.Same;
            tally.Count(outcome);
            if (choice is null)
                db.Add(choice = new Choice { CohortId = into.Cohort.Id, StudentId = list.Student, MentorId = mentor, Rank = rank, ImportId = into.Import });
            choice.Rank = rank;
        }
        if (!moved)
            return;
        db.RemoveRange(gone);
        foreach (var kept in had.Except(gone))
            kept.ImportId = into.Import;
        if (gone.Count > 0)
            tally.Remark(list.Choices[0].Line, "student_email", list.Email,
                $"{(gone.Count == 1 ? "A mentor" : $"{gone.Count} mentors")} of this student's earlier list {(gone.Count == 1 ? "is" : "are")} not named here and will be dropped from it.");
    }

    async Task<StudentList?> ReadAsync(CsvLine[] lines, ProfileDb db, Into into, Members members, Tally tally, CancellationToken ct)
    {
        var list = new StudentList(members.Find(Student(lines[0]), Membership.Student) ?? Guid.Empty, Student(lines[0]), []);
        HashSet<int> bad = [];
        foreach (var line in lines)
        {
            var read = new FormReader(lenient: true);
            var choice = await ReadAsync(line, read, db, into, members, list, ct);
            if (read.Ok)
                list.Choices.Add(choice);
            else
                bad.Add(line.Number);
            tally.Findings.AddRange(read.Findings.Select(f => (line.Number, f)));
        }
        if (bad.Count == 0)
            return list;
        foreach (var line in lines)
        {
            tally.Count(Outcome.Refused);
            if (!bad.Contains(line.Number))
                tally.Bad(line.Number, "student_email", list.Email, $"Left out together with line {bad.Min()}: a student's list is taken whole or not at all.");
        }
        return null;
    }

    async Task<(int, Guid, int)> ReadAsync(CsvLine line, FormReader read, ProfileDb db, Into into, Members members, StudentList list, CancellationToken ct)
    {
        if (sheet.Wrong(line) is { } wrong)
        {
            read.Bad("", string.Join(sheet.Separator, line.Cells), wrong);
            return default;
        }
        var student = await MemberAsync("student_email", sheet.Cell(line, "student_email"), Membership.Student);
        if (student is { } known && !_addressOf.TryAdd(known, list.Email) && _addressOf[known] != list.Email)
            read.Bad("student_email", list.Email, $"This student is {_addressOf[known]} on other lines. Write the whole list under one address.");
        var mentor = await MemberAsync("mentor_email", sheet.Cell(line, "mentor_email"), Membership.Mentor);
        var rank = sheet.Cell(line, "rank");
        var number = string.IsNullOrWhiteSpace(rank) ? null : read.Number("rank", rank, 1, LastRank);
        if (string.IsNullOrWhiteSpace(rank))
            read.Bad("rank", "", "Required. Write 1 for the first choice, 2 for the second.");
        if (mentor is not null && mentor == list.Student)
            read.Bad("mentor_email", Mentor(line), "Nobody can choose themselves.");
        else if (list.Choices.Find(c => c.Mentor == mentor) is { Line: > 0 } twice)
            read.Bad("mentor_email", Mentor(line), $"This student names the same mentor on line {twice.Line} already. Keep one of the two.");
        return (line.Number, mentor ?? Guid.Empty, number ?? 0);

        async Task<Guid?> MemberAsync(string column, string written, string role)
        {
            if (string.IsNullOrWhiteSpace(written))
                read.Bad(column, "", "Required. A line of choices has student_email, mentor_email and rank.");
            else if (EmailAddress.Wrong(written.Trim()) is { } no)
                read.Bad(column, written, no);
            else if (members.Find(Person.KeyOf(written), role) is { } id)
                return id;
            else if (members.Find(Person.KeyOf(written), role == Membership.Mentor ? Membership.Student : Membership.Mentor) is not null)
                read.Bad(column, written, $"In this cohort this address belongs to a {(role == Membership.Mentor ? "student" : "mentor")}.");
            else
                read.Bad(column, written, $"No {role} of this cohort has this address.{await NearAsync(Person.KeyOf(written), role)} Import the people first.");
            return null;
        }

        async Task<string> NearAsync(string key, string role) =>
            _guesses++ < MostGuesses && NearWord.In(await members.AddressesAsync(db, into.Cohort.Id, role, ct), key) is { } near ? $" Did you mean “{near}”?" : "";
    }

    sealed record StudentList(Guid Student, string Email, List<(int Line, Guid Mentor, int Rank)> Choices);
}
