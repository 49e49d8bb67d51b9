using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.Tokens;

namespace Mentorship.Portal.Tests;

/// <summary>
/// A device with one passkey, made of software: it answers what a browser would ask it (Web Authentication, W3C, level 2). What it gets
/// wrong on purpose is a property.
/// </summary>
public sealed class SoftDevice : IDisposable
{
    readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    readonly byte[] _id = RandomNumberGenerator.GetBytes(32);

    /// <summary>What the tests' Portal is called by people; see <see cref="Testing.ServiceHost{TDb}"/>.</summary>
    public const string Site = "https://mentoring.school.example";

    public bool AsksItsOwner { get; set; } = true;

    public string Origin { get; set; } = Site;

    public uint Used { get; set; }

    /// <summary>Whose key it is, as it was told when it was made.</summary>
    public string Owner { get; set; } = "";

    /// <summary>Answers the options for making one.</summary>
    public string Make(string options)
    {
        var asked = JsonNode.Parse(options)!;
        Owner = (string)asked["user"]!["id"]!;
        var point = _key.ExportParameters(false).Q;
        // A COSE key (RFC 9053): EC2, ES256, P-256.
        byte[] cose = [0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20, .. point.X!, 0x22, 0x58, 0x20, .. point.Y!];
        byte[] known = [.. new byte[16], 0, (byte)_id.Length, .. _id, .. cose];
        var data = Data((string)asked["rp"]!["id"]!, known);
        byte[] attestation = [0xa3, .. Text("fmt"), .. Text("none"), .. Text("attStmt"), 0xa0, .. Text("authData"), 0x59, (byte)(data.Length >> 8), (byte)data.Length, .. data];
        return Credential(new JsonObject
        {
            ["clientDataJSON"] = Base64UrlEncoder.Encode(Client("webauthn.create", asked)),
            ["attestationObject"] = Base64UrlEncoder.Encode(attestation),
            ["transports"] = new JsonArray("internal"),
        });
    }

    /// <summary>Answers the options for showing one.</summary>
    public string Show(string options)
    {
        var asked = JsonNode.Parse(options)!;
        Used++;
        var (data, client) = (Data((string)asked["rpId"]!, []), Client("webauthn.get", asked));
        byte[] signed = [.. data, .. SHA256.HashData(client)];
        return Credential(new JsonObject
        {
            ["clientDataJSON"] = Base64UrlEncoder.Encode(client),
            ["authenticatorData"] = Base64UrlEncoder.Encode(data),
            ["signature"] = Base64UrlEncoder.Encode(_key.SignData(signed, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)),
            ["userHandle"] = Owner,
        });
    }

    public void Dispose() => _key.Dispose();

    string Credential(JsonObject response) => new JsonObject
    {
        ["id"] = Base64UrlEncoder.Encode(_id),
        ["rawId"] = Base64UrlEncoder.Encode(_id),
        ["type"] = "public-key",
        ["clientExtensionResults"] = new JsonObject(),
        ["response"] = response,
    }.ToJsonString();

    byte[] Client(string type, JsonNode asked) => JsonSerializer.SerializeToUtf8Bytes(new { type, challenge = (string)asked["challenge"]!, origin = Origin, crossOrigin = false });

    /// <summary>Which site, whether the owner was there and was asked, how often it was used, and for a new one the key.</summary>
    byte[] Data(string site, byte[] known)
    {
        var count = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(count, Used);
        var flags = (byte)(0x01 | (AsksItsOwner ? 0x04 : 0) | (known.Length > 0 ? 0x40 : 0));
        return [.. SHA256.HashData(Encoding.UTF8.GetBytes(site)), flags, .. count, .. known];
    }

    static byte[] Text(string text) => [(byte)(0x60 | text.Length), .. Encoding.ASCII.GetBytes(text)];
}
