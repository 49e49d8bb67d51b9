using System.Security.Cryptography;
using System.Text;

namespace Mentorship.ServiceDefaults.Sealing;

/// <summary>
/// One person's key in one service. What it seals (AES-256-GCM) opens only in the same table, column and person:
/// those are the associated data. Layout: one byte format (1), 12 bytes nonce, 16 bytes tag, the text.
/// </summary>
public sealed class DataKey
{
    const byte Format = 1;
    const int Nonce = 12, Tag = 16, Head = 1 + Nonce + Tag;

    readonly byte[] _key;
    readonly Guid _person;

    internal DataKey(byte[] key, Guid person) => (_key, _person) = (key, person);

    /// <summary>Seals a text for one place.</summary>
    public byte[] Seal(string table, string column, string text) => Seal(_key, Place(table, column), Encoding.UTF8.GetBytes(text));

    /// <summary>Opens what <see cref="Seal(string, string, string)"/> made.</summary>
    /// <exception cref="CryptographicException">It was altered, or stands in another place or with another person.</exception>
    public string Open(string table, string column, byte[] sealed_) => Encoding.UTF8.GetString(Open(_key, Place(table, column), sealed_));

    internal static byte[] Seal(byte[] key, byte[] place, byte[] content)
    {
        var result = new byte[Head + content.Length];
        result[0] = Format;
        var nonce = result.AsSpan(1, Nonce);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, Tag);
        aes.Encrypt(nonce, content, result.AsSpan(Head), result.AsSpan(1 + Nonce, Tag), place);
        return result;
    }

    internal static byte[] Open(byte[] key, byte[] place, byte[] sealed_)
    {
        if (sealed_.Length < Head || sealed_[0] != Format) throw new CryptographicException("Not a sealed value of a known format.");
        var content = new byte[sealed_.Length - Head];
        using var aes = new AesGcm(key, Tag);
        aes.Decrypt(sealed_.AsSpan(1, Nonce), sealed_.AsSpan(Head), sealed_.AsSpan(1 + Nonce, Tag), content, place);
        return content;
    }

    byte[] Place(string table, string column) => Encoding.UTF8.GetBytes($"{table}|{column}|{_person:D}");
}
