using Mentorship.Contracts;
using Mentorship.Ledger;
using Mentorship.Messaging;
using Mentorship.Profile.Conflicts;
using Mentorship.Profile.Imports;
using Mentorship.Profile.People;
using Mentorship.Profile.PersonalData;
using Mentorship.Profile.Programmes;
using Mentorship.ServiceDefaults;
using Mentorship.ServiceDefaults.PersonalData;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Erasures;

/// <summary>
/// Forgets a person: their rows, whatever files name them, their key. What stays is the tombstone, and a line in the list
/// that every restore reads.
/// </summary>
internal sealed partial class ErasePerson(
    ProfileDb db, DataKeys<ProfileDb> keys, WordsHash hash, LedgerOf<ProfileDb> ledger, ListOfErased list, TimeProvider time, ILogger<ErasePerson> log)
{
    /// <summary>Erases somebody who has a request. False where there is none to carry out, or where it is held.</summary>
    public async Task<bool> GoAsync(Guid id, Guid actor, CancellationToken ct)
    {
        var gone = await Races.RetryAsync(db, () => OnceAsync(id, actor, ct), ct);
        if (gone)
        {
            await db.EmptyWriteAheadLogAsync(ct);
            Erased(id);
            await list.CatchUpAsync(ct);
        }
        return gone;
    }

    async Task<bool> OnceAsync(Guid id, Guid actor, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var erasure = await db.Erasures.Include(e => e.Reports).SingleOrDefaultAsync(e => e.PersonId == id, ct);
        if (erasure is null || erasure.IsDone || erasure.IsHeld(now))
            return false;
        // Nobody is there any more after a restore that has erased them already: then only the others are told.
        var person = await db.People.Include(p => p.Addresses).SingleOrDefaultAsync(p => p.Id == id, ct);
        if (person is not null)
        {
            await ForgetFilesAsync(person, now, ct);
            await ForgetAsSafeguardingAdultAsync(person, now, ct);
            await ForgetDeclarationsAsync(person, ct);
            // Somebody else reads those. What they have read stays, under an id that names nobody any more.
            db.RemoveRange(await db.Readings.Where(r => r.ReaderId == id && r.GivenAt == null).ToListAsync(ct));
        }
        await db.EraseAsync(Held.Tables, id, ct);
        await keys.DestroyAsync(id, ct);
        erasure.Finish((person?.Version ?? 0) + 1, now);
        db.Announce(new PersonErased { PersonId = id, Version = erasure.PersonVersion, ErasedAt = now }, now);
        await ledger.RecordAsync(new Act("person.erased", actor, now) { Subject = id }, ct);
        await db.SaveChangesAsync(ct);
        return true;
    }

    /// <summary>Files name people by address and name. One that names this person goes with all that was found in it, and if it was still to be applied, it is stopped.</summary>
    async Task ForgetFilesAsync(Person person, DateTimeOffset now, CancellationToken ct)
    {
        var (address, second, name) = (person.EmailKey, person.SecondEmail is { } other ? Person.KeyOf(other) : person.EmailKey, person.Name);
#pragma warning disable CA1304, CA1311, CA1862 // The database compares; of an address only ASCII letters have two cases.
        var files = await db.ImportFiles.Where(f => f.Text.ToLower().Contains(address) || f.Text.ToLower().Contains(second) || f.Text.Contains(name)).Select(f => f.ImportId).ToListAsync(ct);
        var problems = await db.ImportProblems.Where(p => p.Written.ToLower().Contains(address) || p.Written.ToLower().Contains(second) || p.Written.Contains(name)).ToListAsync(ct);
#pragma warning restore CA1304, CA1311, CA1862
        // The database finds the letters anywhere, also inside of other words. A file is long, so one at a time.
        string[] words = [address, second, name];
        var naming = problems.Where(p => Cells.Hold(p.Written, words)).Select(p => p.ImportId).ToHashSet();
        foreach (var file in files.Where(f => !naming.Contains(f)))
            if (Cells.Hold(await db.ImportFiles.Where(f => f.ImportId == file).Select(f => f.Text).SingleAsync(ct), words))
                naming.Add(file);
        db.RemoveRange(await db.ImportFiles.Where(f => naming.Contains(f.ImportId)).ToListAsync(ct));
        db.RemoveRange(await db.ImportProblems.Where(p => naming.Contains(p.ImportId)).ToListAsync(ct));
        foreach (var import in await db.Imports.Include(i => i.Cohort).Where(i => naming.Contains(i.Id) && i.EndedAt == null).ToListAsync(ct))
        {
            import.Cancel(now);
            await Rankings.AnnounceAsync(db, import, now, ct);
        }
    }

    /// <summary>A programme that had named them names nobody now, and until it does, no consent counts there.</summary>
    async Task ForgetAsSafeguardingAdultAsync(Person person, DateTimeOffset now, CancellationToken ct)
    {
        foreach (var adult in await db.SafeguardingAdults.Where(a => db.Addresses.Any(mine => mine.PersonId == person.Id && mine.Key == a.EmailKey)).ToListAsync(ct))
        {
            db.Remove(adult);
            await NameSafeguardingAdult.TellMinorsAsync(db, adult.ProgrammeId, now, ct);
        }
    }

    /// <summary>What mentors typed of them goes, too; a name stays where somebody else here has it.</summary>
    async Task ForgetDeclarationsAsync(Person person, CancellationToken ct)
    {
        var named = await db.People.AnyAsync(p => p.Id != person.Id && p.Name == person.Name, ct);
        string[] hashes = [.. hash.Of(person).Where(h => !named || h != hash.Of(person.Name))];
        db.RemoveRange(await db.Declarations.Where(d => hashes.Contains(d.WordsHash)).ToListAsync(ct));
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Person {Person} is erased here; the other services are told")]
    partial void Erased(Guid person);
}
