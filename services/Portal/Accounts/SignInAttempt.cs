using System.Security.Cryptography;
using System.Text;

namespace Mentorship.Portal.Accounts;

/// <summary>
/// One mailed code, tied to the browser that asked for it. An address nobody has here gets an attempt as well, with a code that
/// nobody was told, so that the two cannot be told apart.
/// </summary>
internal sealed class SignInAttempt
{
    public const int Tries = 5;
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    SignInAttempt() { }

    public SignInAttempt(string addressHash, Guid? accountId, string code, byte[] key, DateTimeOffset now)
    {
        Id = Guid.CreateVersion7(now);
        AddressHash = addressHash;
        AccountId = accountId;
        CodeHash = Hash(code, key);
        MadeAt = now;
        ExpiresAt = now + Lifetime;
    }

    public Guid Id { get; private set; }

    public string AddressHash { get; private set; } = "";

    public Guid? AccountId { get; private set; }

    public byte[] CodeHash { get; private set; } = [];

    public DateTimeOffset MadeAt { get; private set; }

    public DateTimeOffset ExpiresAt { get; private set; }

    public int Wrong { get; private set; }

    public bool Closed { get; private set; }

    public int Version { get; private set; }

    public static string NewCode() => RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>A newer code replaces this one.</summary>
    public void Replace()
    {
        Closed = true;
        Version++;
    }

    public TryResult Try(string code, byte[] key, DateTimeOffset now)
    {
        if (Closed) return Wrong >= Tries ? TryResult.TooOften : TryResult.Replaced;
        if (now >= ExpiresAt) return TryResult.Late;
        Version++;
        if (AccountId is not null && CryptographicOperations.FixedTimeEquals(CodeHash, Hash(code, key)))
        {
            Closed = true;
            return TryResult.Right;
        }
        Wrong++;
        Closed = Wrong >= Tries;
        return Closed ? TryResult.TooOften : TryResult.Wrong;
    }

    byte[] Hash(string code, byte[] key) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{Id:N}{code}"));
}

internal enum TryResult { Right, Wrong, TooOften, Late, Replaced }
