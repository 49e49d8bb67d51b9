using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Mentorship.Profile.People;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Applications;

/// <summary>Six digits mailed to an address that somebody typed: whoever types them back has it. Nobody is looked up for it.</summary>
internal sealed class AddressCheck
{
    public const int Tries = 5;
    public static readonly TimeSpan Lasts = TimeSpan.FromMinutes(30);

    AddressCheck() { }

    public Guid Id { get; private set; }
    /// <summary>The application or nomination that waits for it.</summary>
    public Guid SubjectId { get; private set; }
    /// <summary>A keyed hash, to count how often an address is written to.</summary>
    public string AddressHash { get; private set; } = "";
    public byte[] CodeHash { get; private set; } = [];
    public DateTimeOffset MadeAt { get; private set; }
    public DateTimeOffset Until { get; private set; }
    public int Wrong { get; private set; }
    public bool Closed { get; private set; }
    public int Version { get; private set; }

    public static AddressCheck Of(Guid subject, string addressHash, string code, byte[] key, DateTimeOffset now)
    {
        var check = new AddressCheck { Id = Guid.CreateVersion7(now), SubjectId = subject, AddressHash = addressHash, MadeAt = now, Until = now + Lasts, Version = 1 };
        check.CodeHash = check.Hash(code, key);
        return check;
    }

    /// <summary>A newer code was mailed.</summary>
    public void Replace()
    {
        Closed = true;
        Version++;
    }

    public Tried Try(string code, byte[] key, DateTimeOffset now)
    {
        if (Closed || now >= Until)
            return Wrong >= Tries ? Tried.TooOften : Tried.Late;
        Version++;
        if (CryptographicOperations.FixedTimeEquals(CodeHash, Hash(code, key)))
        {
            Closed = true;
            return Tried.Right;
        }
        Wrong++;
        Closed = Wrong >= Tries;
        return Closed ? Tried.TooOften : Tried.Wrong;
    }

    byte[] Hash(string code, byte[] key) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{Id:N}{code}"));
}

internal enum Tried { Right, Wrong, TooOften, Late }

/// <summary>Makes and tries the codes. The caller saves.</summary>
internal sealed class AddressChecks(ProfileDb db, Keys keys, TimeProvider time)
{
    const int PerQuarterHour = 5, PerDay = 20;

    /// <summary>The keyed hash of an address, by which it is counted before anybody knows whose it is.</summary>
    public string Hash(string email) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(keys.Get("profile-addresses"), Encoding.UTF8.GetBytes(Person.KeyOf(email))));

    /// <summary>A new code, which replaces earlier ones for the same thing; nothing when this address was written to too often.</summary>
    public async Task<NewCode?> MakeAsync(Guid subject, string email, CancellationToken ct)
    {
        var (now, hash) = (time.GetUtcNow(), Hash(email));
        var since = now - TimeSpan.FromDays(1);
        var before = await db.AddressChecks.Where(c => c.AddressHash == hash && c.MadeAt > since).ToListAsync(ct);
        if (before.Count >= PerDay || before.Count(c => c.MadeAt > now - TimeSpan.FromMinutes(15)) >= PerQuarterHour)
            return null;
        foreach (var old in before.Where(c => c.SubjectId == subject && !c.Closed))
            old.Replace();
        var code = RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", CultureInfo.InvariantCulture);
        var check = db.Add(AddressCheck.Of(subject, hash, code, CodeKey, now)).Entity;
        return new NewCode(code, check.Until);
    }

    /// <summary>Tries the newest code for something, and says how many tries are left.</summary>
    public async Task<(Tried Tried, int Left)> TryAsync(Guid subject, string code, CancellationToken ct)
    {
        var check = await db.AddressChecks.Where(c => c.SubjectId == subject).OrderByDescending(c => c.MadeAt).FirstOrDefaultAsync(ct);
        return check is null ? (Tried.Late, 0) : (check.Try(code, CodeKey, time.GetUtcNow()), AddressCheck.Tries - check.Wrong);
    }

    byte[] CodeKey => keys.Get("profile-codes");
}

internal readonly record struct NewCode(string Code, DateTimeOffset Until);
