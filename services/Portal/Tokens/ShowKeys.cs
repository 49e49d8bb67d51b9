using System.Text.Json.Serialization;
using Microsoft.IdentityModel.Tokens;

namespace Mentorship.Portal.Tokens;

/// <summary>The discovery document and the public keys, from which services learn whom to trust.</summary>
internal static class ShowKeys
{
    internal sealed record Discovery(
        [property: JsonPropertyName("issuer")] string Issuer,
        [property: JsonPropertyName("jwks_uri")] string JwksUri,
        [property: JsonPropertyName("token_endpoint")] string TokenEndpoint,
        [property: JsonPropertyName("id_token_signing_alg_values_supported")] string[] Algorithms);

    internal sealed record PublicKeys([property: JsonPropertyName("keys")] IReadOnlyList<PublicKey> Keys);

    internal sealed record PublicKey(
        [property: JsonPropertyName("kty")] string Type, [property: JsonPropertyName("crv")] string Curve, [property: JsonPropertyName("x")] string X,
        [property: JsonPropertyName("y")] string Y, [property: JsonPropertyName("kid")] string KeyId, [property: JsonPropertyName("alg")] string Algorithm,
        [property: JsonPropertyName("use")] string Use);

    public static void MapShowKeys(this IEndpointRouteBuilder app)
    {
        // Services fetch the keys where they found this document, which inside an installation is not the public address.
        app.MapGet("/.well-known/openid-configuration", (HttpRequest request, Issuer issuer) =>
        {
            var here = $"{request.Scheme}://{request.Host}";
            return new Discovery(issuer.Name, $"{here}/.well-known/jwks.json", $"{here}/connect/token", [SecurityAlgorithms.EcdsaSha256]);
        }).AllowAnonymous();

        app.MapGet("/.well-known/jwks.json", async (TokenKeys keys, CancellationToken ct) =>
            new PublicKeys([.. (await keys.Published(ct)).Select(Public)])).AllowAnonymous();
    }

    static PublicKey Public(ECDsaSecurityKey key)
    {
        var point = key.ECDsa.ExportParameters(includePrivateParameters: false).Q;
        return new PublicKey("EC", "P-256", Base64UrlEncoder.Encode(point.X), Base64UrlEncoder.Encode(point.Y), key.KeyId, SecurityAlgorithms.EcdsaSha256, "sig");
    }
}
