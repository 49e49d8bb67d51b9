using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Mentorship.ServiceDefaults.Sealing;

/// <summary>A person's wrapped key; without <see cref="Wrapped"/> a tombstone: erased, and never to come back.</summary>
public sealed class DataKeyRow
{
    /// <summary>The person.</summary>
    public Guid PersonId { get; init; }

    /// <summary>The data key under the service's master key, or null once erased.</summary>
    public byte[]? Wrapped { get; internal set; }
}

/// <summary>
/// The data keys of one service. Erasing a person destroys the key and with it every sealed copy, in every backup
/// that the key's own archive has outlived.
/// </summary>
public sealed class DataKeys<TDb>(TDb db, ServiceName<TDb> service, Keys keys) where TDb : ServiceDb
{
    /// <summary>A person's key, made in the tracker if there is none yet; the caller saves.</summary>
    /// <exception cref="InvalidOperationException">The person was erased.</exception>
    public async Task<DataKey> ForAsync(Guid person, CancellationToken ct = default) =>
        (await ForAsync([person], ct)).GetValueOrDefault(person) ?? throw new InvalidOperationException("This person was erased.");

    /// <summary>Several people's keys in one query. Erased people are left out.</summary>
    public async Task<IReadOnlyDictionary<Guid, DataKey>> ForAsync(IReadOnlyCollection<Guid> people, CancellationToken ct = default)
    {
        var master = keys.Get($"{service.Value}-master");
        var found = new Dictionary<Guid, DataKey>(people.Count);
        var missing = new HashSet<Guid>(people);
        foreach (var row in db.ChangeTracker.Entries<DataKeyRow>().Select(e => e.Entity).Where(r => missing.Contains(r.PersonId)).ToList())
            Take(row);
        if (missing.Count > 0)
        {
            Guid[] wanted = [.. missing];
            foreach (var row in await db.Set<DataKeyRow>().AsNoTracking().Where(r => wanted.Contains(r.PersonId)).ToListAsync(ct))
                Take(row);
        }
        foreach (var person in missing)
        {
            var key = RandomNumberGenerator.GetBytes(32);
            db.Add(new DataKeyRow { PersonId = person, Wrapped = DataKey.Seal(master, Place(person), key) });
            found[person] = new DataKey(key, person);
        }
        return found;

        void Take(DataKeyRow row)
        {
            missing.Remove(row.PersonId);
            if (row.Wrapped is { } wrapped) found[row.PersonId] = new DataKey(DataKey.Open(master, Place(row.PersonId), wrapped), row.PersonId);
        }
    }

    /// <summary>A person's key, or null where there is none, or none any more. Makes none.</summary>
    public async Task<DataKey?> OfAsync(Guid person, CancellationToken ct = default) =>
        await db.Set<DataKeyRow>().AsNoTracking().SingleOrDefaultAsync(r => r.PersonId == person, ct) is { Wrapped: { } wrapped }
            ? new DataKey(DataKey.Open(keys.Get($"{service.Value}-master"), Place(person), wrapped), person)
            : null;

    /// <summary>Leaves a tombstone in place of a person's key, whether or not there was one; the caller saves.</summary>
    public async Task DestroyAsync(Guid person, CancellationToken ct = default)
    {
        if (await db.Set<DataKeyRow>().FindAsync([person], ct) is { } row) row.Wrapped = null;
        else db.Add(new DataKeyRow { PersonId = person });
    }

    /// <summary>Removes the key of something that nobody is and that is over, tombstone and all; the caller saves.</summary>
    public async Task ForgetAsync(Guid id, CancellationToken ct = default)
    {
        if (await db.Set<DataKeyRow>().FindAsync([id], ct) is { } row) db.Remove(row);
    }

    static byte[] Place(Guid person) => Encoding.UTF8.GetBytes($"data_keys|wrapped|{person:D}");
}

/// <summary>The table of data keys, for models and migrations.</summary>
public static class DataKeysTable
{
    /// <summary>Adds it to a service's model.</summary>
    public static void AddDataKeysTable(this ModelBuilder model) => model.Entity<DataKeyRow>(row =>
    {
        row.ToTable("data_keys");
        row.HasKey(r => r.PersonId);
        row.Property(r => r.PersonId).ValueGeneratedNever();
    });

    /// <summary>Adds it to a service's first migration.</summary>
    public static void CreateDataKeysTable(this MigrationBuilder migration) => migration.CreateTable(
        "data_keys",
        table => new { person_id = table.Column<Guid>(), wrapped = table.Column<byte[]>(nullable: true) },
        constraints: table => table.PrimaryKey("pk_data_keys", t => t.person_id));
}
