using System.Security.Cryptography;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.IdentityModel.Tokens;

namespace Mentorship.Portal.Tokens;

/// <summary>One of the Portal's signing keys. The row says when it signs; the private half is a key file named after it.</summary>
internal sealed class TokenKey
{
    TokenKey() { }

    public TokenKey(int number, DateTimeOffset signsFrom, DateTimeOffset now)
    {
        Number = number;
        KeyId = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        SignsFrom = signsFrom;
        MadeAt = now;
    }

    public int Number { get; private set; }

    public string KeyId { get; private set; } = "";

    public DateTimeOffset SignsFrom { get; private set; }

    public DateTimeOffset MadeAt { get; private set; }

    /// <summary>The P-256 key whose private number is the key file's 32 bytes.</summary>
    public ECDsaSecurityKey Open(Keys keys) => new(ECDsa.Create(new ECParameters
    {
        Curve = ECCurve.NamedCurves.nistP256,
        D = keys.Get($"portal-signing-{KeyId}"),
    }))
    { KeyId = KeyId };
}
