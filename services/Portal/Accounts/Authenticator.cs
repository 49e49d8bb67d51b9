using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace Mentorship.Portal.Accounts;

/// <summary>Numbers of an authenticator app: RFC 6238 with SHA-1, six digits, 30 seconds, as every such app expects.</summary>
internal static class Authenticator
{
    const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    static readonly TimeSpan Step = TimeSpan.FromSeconds(30);

    /// <summary>A new secret of 160 bits, in base 32.</summary>
    public static string NewSecret()
    {
        var bytes = RandomNumberGenerator.GetBytes(20);
        return string.Create(32, bytes, static (text, raw) =>
        {
            for (var i = 0; i < text.Length; i++)
            {
                var value = 0;
                for (var bit = 0; bit < 5; bit++) value = value << 1 | raw[(i * 5 + bit) / 8] >> 7 - (i * 5 + bit) % 8 & 1;
                text[i] = Alphabet[value];
            }
        });
    }

    public static string Uri(string secret, string school, string account) =>
        $"otpauth://totp/{System.Uri.EscapeDataString(school)}:{System.Uri.EscapeDataString(account)}?secret={secret}&issuer={System.Uri.EscapeDataString(school)}";

    /// <summary>The half-minute a number belongs to, one early or late allowed, and none that is not after the last used one; null for a wrong number.</summary>
    public static long? Check(string secret, string number, long lastStep, DateTimeOffset now)
    {
        var current = now.ToUnixTimeSeconds() / (long)Step.TotalSeconds;
        for (var step = current - 1; step <= current + 1; step++)
            if (step > lastStep && CryptographicOperations.FixedTimeEquals(System.Text.Encoding.ASCII.GetBytes(Number(secret, step)), System.Text.Encoding.ASCII.GetBytes(number)))
                return step;
        return null;
    }

    public static string Number(string secret, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        // RFC 6238's default and the only hash that common apps support; an HMAC does not rest on SHA-1's collision resistance.
#pragma warning disable CA5350
        var mac = HMACSHA1.HashData(Decode(secret), counter);
#pragma warning restore CA5350
        var offset = mac[^1] & 0xf;
        var value = (BinaryPrimitives.ReadInt32BigEndian(mac.AsSpan(offset)) & 0x7fffffff) % 1_000_000;
        return value.ToString("D6", CultureInfo.InvariantCulture);
    }

    static byte[] Decode(string secret)
    {
        var bytes = new byte[secret.Length * 5 / 8];
        for (var bit = 0; bit < bytes.Length * 8; bit++)
            if ((Alphabet.IndexOf(secret[bit / 5]) >> 4 - bit % 5 & 1) == 1) bytes[bit / 8] |= (byte)(1 << 7 - bit % 8);
        return bytes;
    }
}
