using Mentorship.Profile.People;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Conflicts;

/// <summary>With which mentors students are not to be paired, whoever said so and why.</summary>
internal sealed class ConflictGate
{
    readonly ILookup<Guid, Guid> _mentors;

    ConflictGate(ILookup<Guid, Guid> mentors) => _mentors = mentors;

    /// <summary>Of these people, whose addresses must be loaded.</summary>
    public static async Task<ConflictGate> OfAsync(ProfileDb db, WordsHash hash, IReadOnlyCollection<Person> people, CancellationToken ct)
    {
        var students = people.Where(p => p.Student is not null).Select(p => (p.Id, Hashes: hash.Of(p))).ToArray();
        Guid[] ids = [.. students.Select(s => s.Id)];
        var named = await db.Conflicts.AsNoTracking().Where(c => ids.Contains(c.StudentId)).Select(c => new { c.StudentId, c.MentorId }).ToListAsync(ct);
        string[] hashes = [.. students.SelectMany(s => s.Hashes).Distinct()];
        var typed = (await db.Declarations.AsNoTracking().Where(d => hashes.Contains(d.WordsHash)).Select(d => new { d.WordsHash, d.MentorId }).ToListAsync(ct))
            .ToLookup(d => d.WordsHash, d => d.MentorId);
        return new ConflictGate(named.Select(n => (n.StudentId, n.MentorId))
            .Concat(students.SelectMany(s => s.Hashes.SelectMany(h => typed[h]).Select(mentor => (StudentId: s.Id, MentorId: mentor))))
            .Distinct().ToLookup(pair => pair.StudentId, pair => pair.MentorId));
    }

    public Guid[] Against(Guid student) => [.. _mentors[student].Order()];
}
