using Mentorship.Profile.Conflicts;
using Mentorship.Profile.People;
using Mentorship.Profile.Readings;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Imports;

/// <summary>
/// Who is not to be paired with whom, as the office knows it. The lines of a pair are all the office says of it: they replace
/// what it said before, and <c>none</c> takes it back. What people said themselves stays untouched, and is not looked at.
/// </summary>
internal sealed class ConflictRows(Sheet sheet) : IFileRows
{
    const string None = "none";

    static readonly string[] Kinds = [Conflict.Evaluates, Conflict.Family, Conflict.Household, None];

    /// <summary>The first line of a pair, whatever addresses it is written with.</summary>
    readonly Dictionary<(Guid, Guid), int> _lineOf = [];

    public IEnumerable<CsvLine[]> Units => sheet.Lines.GroupBy(l => (Key(l, "mentor_email"), Key(l, "student_email"))).Select(g => g.ToArray());

    string Key(CsvLine line, string column) => Person.KeyOf(sheet.Cell(line, column));

    public async Task<Tally> PutAsync(ProfileDb db, Into into, IReadOnlyCollection<CsvLine[]> units, DateTimeOffset now, CancellationToken ct)
    {
        var members = await Members.AmongAsync(db, into.Cohort.Id, units.SelectMany(u => new[] { Key(u[0], "mentor_email"), Key(u[0], "student_email") }), ct);
        Guid[] students = [.. units.Select(u => members.Find(Key(u[0], "student_email"), Membership.Student)).OfType<Guid>().Distinct()];
        var had = (await db.Conflicts.Where(c => c.SaidBy == Conflict.SaidByOffice && students.Contains(c.StudentId)).ToListAsync(ct)).ToLookup(c => (c.MentorId, c.StudentId));

        var tally = new Tally();
        List<Said> changed = [];
        foreach (var unit in units)
            if (Read(unit, members, tally) is { } said)
                if (!_lineOf.TryAdd((said.Mentor, said.Student), unit[0].Number) && _lineOf[(said.Mentor, said.Student)] != unit[0].Number)
                    Refuse(unit, "mentor_email", "Another line says something of the same two people under another address. Write all of it under one.", tally);
                else if (Put(db, said, [.. had[(said.Mentor, said.Student)]], tally, now))
                    changed.Add(said);
        if (changed.Count > 0)
        {
            await db.KeepApartAsync(changed.Where(c => c.Kinds.Count > 0).Select(c => (c.Mentor, c.Student)), ct);
            Guid[] told = [.. changed.Select(c => c.Student).Distinct()];
            await db.TellOfAsync(p => told.Contains(p.Id), now, ct);
        }
        return tally;
    }

    /// <summary>Whether anything is different now.</summary>
    static bool Put(ProfileDb db, Said said, List<Conflict> had, Tally tally, DateTimeOffset now)
    {
        var gone = had.FindAll(c => !said.Kinds.Contains(c.Kind));
        var added = said.Kinds.FindAll(k => had.TrueForAll(c => c.Kind != k));
        db.RemoveRange(gone);
        db.AddRange(added.Select(kind => Conflict.Of(said.Mentor, said.Student, kind, Conflict.SaidByOffice, now)));
        foreach (var _ in added)
            tally.Count(Outcome.Added);
        for (var line = added.Count; line < said.Lines; line++)
            tally.Count(gone.Count > 0 ? Outcome.Changed : Outcome.Same);
        return gone.Count + added.Count > 0;
    }

    /// <summary>What the lines of a pair say, or nothing where one of them cannot be read.</summary>
    Said? Read(CsvLine[] lines, Members members, Tally tally)
    {
        List<string> kinds = [];
        Guid? mentor = null, student = null;
        HashSet<int> bad = [];
        foreach (var line in lines)
        {
            var read = new FormReader(lenient: true);
            if (sheet.Wrong(line) is { } wrong)
                read.Bad("", string.Join(sheet.Separator, line.Cells), wrong);
            else
            {
                mentor = MemberOf(line, "mentor_email", Membership.Mentor, members, read);
                student = MemberOf(line, "student_email", Membership.Student, members, read);
                KindOf(line, kinds, read);
            }
            if (!read.Ok)
                bad.Add(line.Number);
            tally.Findings.AddRange(read.Findings.Select(f => (line.Number, f)));
        }
        if (bad.Count == 0 && mentor == student)
        {
            Refuse(lines, "student_email", "This is one person, who cannot be paired with themselves anyway.", tally);
            return null;
        }
        if (bad.Count == 0)
            return new Said(mentor!.Value, student!.Value, kinds.FindAll(k => k != None), lines.Length);
        foreach (var line in lines)
        {
            tally.Count(Outcome.Refused);
            if (!bad.Contains(line.Number))
                tally.Bad(line.Number, "kind", sheet.Cell(line, "kind"), $"Left out together with line {bad.Min()}: what is said of a pair is taken whole or not at all.");
        }
        return null;
    }

    Guid? MemberOf(CsvLine line, string column, string role, Members members, FormReader read)
    {
        var written = sheet.Cell(line, column);
        if (members.Find(Key(line, column), role) is { } id)
            return id;
        read.Bad(column, written, string.IsNullOrWhiteSpace(written) ? "Required. A line has mentor_email, student_email and kind."
            : EmailAddress.Wrong(written.Trim()) ?? $"No {role} of this cohort has this address. Import the people first.");
        return null;
    }

    void KindOf(CsvLine line, List<string> kinds, FormReader read)
    {
        var kind = sheet.Cell(line, "kind").Trim().ToLowerInvariant();
        if (!Kinds.Contains(kind))
            read.Bad("kind", kind, $"Write one of: {string.Join(", ", Kinds)}.");
        else if (kinds.Contains(kind))
            read.Bad("kind", kind, "This stands on an earlier line already. Keep one of the two.");
        else if (kinds.Count > 0 && (kind == None || kinds.Contains(None)))
            read.Bad("kind", kind, "“none” and another kind of the same two people contradict each other. Keep what is so.");
        else
            kinds.Add(kind);
    }

    static void Refuse(CsvLine[] lines, string column, string reason, Tally tally)
    {
        foreach (var line in lines)
            tally.Refuse(line.Number, column, "", reason);
    }

    sealed record Said(Guid Mentor, Guid Student, List<string> Kinds, int Lines);
}
