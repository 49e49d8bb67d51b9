using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Mentorship.Portal.University;

/// <summary>The provider's own document, and what its id_tokens are held against: issuer, audience, signature, algorithm, times and nonce.</summary>
internal sealed class IdTokens(IOptions<UniversityOptions> options, TimeProvider time)
{
    const int LongestSubject = 255;

    /// <summary>Only what the provider's private key makes. With a shared secret, or no signature at all, others could have written it.</summary>
    static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);
    static readonly JsonWebTokenHandler Tokens = new() { MapInboundClaims = false };

    readonly ConfigurationManager<OpenIdConnectConfiguration> _documents = new(
        $"{options.Value.Issuer?.TrimEnd('/')}/.well-known/openid-configuration",
        new OpenIdConnectConfigurationRetriever(),
        new HttpDocumentRetriever { RequireHttps = options.Value.Issuer?.StartsWith("https:", StringComparison.Ordinal) == true });

    /// <exception cref="InvalidOperationException">The provider does not answer, or says it is another one.</exception>
    public async Task<OpenIdConnectConfiguration> Document(CancellationToken ct)
    {
        var document = await _documents.GetConfigurationAsync(ct);
        return document.Issuer == options.Value.Issuer ? document : throw new InvalidOperationException("The provider's document names another issuer than University:Issuer.");
    }

    /// <summary>Who the token says came, in answer to the question that had this nonce.</summary>
    /// <exception cref="SecurityTokenException">It is not for us, not of the provider, not for this question, or not now.</exception>
    public async Task<UniversityIdentity> Read(string? text, string? nonce)
    {
        var checks = new TokenValidationParameters
        {
            ConfigurationManager = _documents,
            ValidIssuer = options.Value.Issuer,
            ValidAudience = options.Value.ClientId,
            ValidAlgorithms = Algorithms,
            LifetimeValidator = (from, until, _, _) => Holds(from, until, time.GetUtcNow().UtcDateTime),
        };
        var result = await Tokens.ValidateTokenAsync(text ?? "", checks);
        if (!result.IsValid) throw result.Exception;
        var token = (JsonWebToken)result.SecurityToken;
        // One that several parties may take names the one it was given to.
        if (token.Audiences.Skip(1).Any() && token.Azp != options.Value.ClientId) throw new SecurityTokenInvalidAudienceException("It was given to another party.");
        if (!token.TryGetPayloadValue<string>("nonce", out var said) || nonce is null || !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(said), Encoding.UTF8.GetBytes(nonce)))
            throw new SecurityTokenException("It answers another question.");
        return token.Subject is { Length: > 0 and <= LongestSubject } subject ? new(token.Issuer, subject) : throw new SecurityTokenException("It names nobody.");
    }

    static bool Holds(DateTime? from, DateTime? until, DateTime now) => until is { } end && now < end + Skew && (from is null || from - Skew <= now);
}
