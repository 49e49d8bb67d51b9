using Mentorship.Profile.People;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Imports;

/// <summary>Students or mentors, a line each. The address in lower case says who is meant.</summary>
internal sealed class PeopleRows(Sheet sheet, string role) : IFileRows
{
    readonly Dictionary<string, int> _firstLine = FirstLines(sheet);
    readonly Dictionary<Guid, int> _lineOf = [];

    public IEnumerable<CsvLine[]> Units => sheet.Lines.Select(l => new[] { l });

    public async Task<Tally> PutAsync(ProfileDb db, Into into, IReadOnlyCollection<CsvLine[]> units, DateTimeOffset now, CancellationToken ct)
    {
        var tally = new Tally();
        var entries = units.Select(u => Read(u[0], tally, now)).OfType<Entry>().ToList();
        string[] keys = [.. entries.Select(e => Person.KeyOf(e.Email))];
        var known = (await db.People.Include(p => p.Student).Include(p => p.Mentor).Include(p => p.Memberships).Include(p => p.Addresses)
            .WithAddress(keys).ToListAsync(ct)).SelectMany(p => p.Addresses, (person, address) => (address.Key, person)).ToDictionary(a => a.Key, a => a.person);
        foreach (var entry in entries)
        {
            if (known.TryGetValue(Person.KeyOf(entry.Email), out var person) && !_lineOf.TryAdd(person.Id, entry.Line) && _lineOf[person.Id] != entry.Line)
            {
                tally.Refuse(entry.Line, "email", entry.Email, $"This is the other address of the person on line {_lineOf[person.Id]}. Keep one of the two.");
                continue;
            }
            var put = PutEntry.Into(db, into.Cohort, entry, person, now);
            tally.Count(put.Outcome);
            if (put is { Outcome: Outcome.Refused, Reason: { } refused })
                tally.Bad(entry.Line, put.Column, entry.Email, refused);
            else if (put.Reason is { } remark)
                tally.Remark(entry.Line, put.Column, entry.Email, remark);
        }
        return tally;
    }

    Entry? Read(CsvLine line, Tally tally, DateTimeOffset now)
    {
        if (sheet.Wrong(line) is { } wrong)
        {
            tally.Refuse(line.Number, "", sheet.Cell(line, "email"), wrong);
            return null;
        }
        var read = new FormReader(lenient: true);
        var entry = EntryReader.Read(line.Number, role, column => sheet.Cell(line, column), read, Person.Today(now));
        if (entry is not null && _firstLine[Person.KeyOf(entry.Email)] is var first && first < line.Number)
        {
            read.Bad("email", entry.Email, $"This address is on line {first} already. Keep one of the two.");
            entry = null;
        }
        if (entry is null)
            tally.Count(Outcome.Refused);
        tally.Findings.AddRange(read.Findings.Select(f => (line.Number, f)));
        return entry;
    }

    static Dictionary<string, int> FirstLines(Sheet sheet)
    {
        Dictionary<string, int> first = [];
        foreach (var line in sheet.Lines)
            first.TryAdd(Person.KeyOf(sheet.Cell(line, "email")), line.Number);
        return first;
    }
}
