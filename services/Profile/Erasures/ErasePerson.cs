using Mentorship.Contracts;
using Mentorship.Ledger;
using Mentorship.Messaging;
using Mentorship.Profile.Imports;
using Mentorship.Profile.People;
using Mentorship.Profile.PersonalData;
using Mentorship.ServiceDefaults;
using Mentorship.ServiceDefaults.PersonalData;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Mentorship.Profile.Erasures;

/// <summary>
/// Forgets a person: their rows, whatever files name them, their key. What stays is the tombstone, and a line in the list
/// that every restore reads.
/// </summary>
internal sealed partial class ErasePerson(
    ProfileDb db, DataKeys<ProfileDb> keys, LedgerOf<ProfileDb> ledger, IOptions<ErasureOptions> options, TimeProvider time, ILogger<ErasePerson> log)
{
    /// <summary>Erases somebody who has a request. False where there is none to carry out, or where it is held.</summary>
    public async Task<bool> GoAsync(Guid id, Guid actor, CancellationToken ct)
    {
        var gone = await Races.RetryAsync(db, () => OnceAsync(id, actor, ct), ct);
        if (gone)
        {
            await db.EmptyWriteAheadLogAsync(ct);
            Erased(id);
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
        var person = await db.People.SingleOrDefaultAsync(p => p.Id == id, ct);
        if (person is not null)
            await ForgetFilesAsync(person, now, ct);
        await db.EraseAsync(Held.Tables, id, ct);
        await keys.DestroyAsync(id, ct);
        erasure.Finish((person?.Version ?? 0) + 1, now);
        db.Announce(new PersonErased { PersonId = id, Version = erasure.PersonVersion, ErasedAt = now }, now);
        await ledger.RecordAsync(new Act("person.erased", actor, now) { Subject = id }, ct);

        // The list first, then the commit: whoever is erased is listed, whenever the process ends.
        using var turn = await db.EnterWriteGateAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.SaveChangesAsync(ct);
        ErasureList.Add(options.Value.List, new Dictionary<Guid, DateTimeOffset> { [id] = now });
        await transaction.CommitAsync(ct);
        return true;
    }

    /// <summary>Files name people by address and name. One that names this person goes with all that was found in it, and if it was still to be applied, it is stopped.</summary>
    async Task ForgetFilesAsync(Person person, DateTimeOffset now, CancellationToken ct)
    {
        var (address, second, name) = (person.EmailKey, person.SecondEmail is { } other ? Person.KeyOf(other) : person.EmailKey, person.Name);
#pragma warning disable CA1304, CA1311, CA1862 // The database compares; of an address only ASCII letters have two cases.
        var naming = await db.ImportFiles.Where(f => f.Text.ToLower().Contains(address) || f.Text.ToLower().Contains(second) || f.Text.Contains(name)).Select(f => f.ImportId)
            .Union(db.ImportProblems.Where(p => p.Written.ToLower().Contains(address) || p.Written.ToLower().Contains(second) || p.Written.Contains(name)).Select(p => p.ImportId)).ToListAsync(ct);
#pragma warning restore CA1304, CA1311, CA1862
        db.RemoveRange(await db.ImportFiles.Where(f => naming.Contains(f.ImportId)).ToListAsync(ct));
        db.RemoveRange(await db.ImportProblems.Where(p => naming.Contains(p.ImportId)).ToListAsync(ct));
        foreach (var import in await db.Imports.Where(i => naming.Contains(i.Id) && i.EndedAt == null).ToListAsync(ct))
            import.Cancel(now);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Person {Person} is erased here; the other services are told")]
    partial void Erased(Guid person);
}
