using System.Security.Claims;
using Mentorship.ServiceDefaults;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Mentorship.Portal.Tokens;

/// <summary>Signs tokens: ES256, five minutes, one audience.</summary>
internal sealed class Issuer(TokenKeys keys, ServiceAddresses addresses, IOptions<PortalOptions> options, TimeProvider time)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    /// <summary>Each token names its issuer; the discovery document says the same.</summary>
    public string Name => options.Value.PublicUrl?.TrimEnd('/') ?? addresses.Of("portal").AbsoluteUri.TrimEnd('/');

    public async Task<string> Sign(string subject, IEnumerable<string> roles, string audience, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var claims = new ClaimsIdentity(roles.Select(r => new Claim(Callers.Role, r)).Prepend(new Claim(Callers.Subject, subject)));
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Name,
            Audience = audience,
            Subject = claims,
            IssuedAt = now.UtcDateTime,
            NotBefore = now.UtcDateTime,
            Expires = now.Add(Lifetime).UtcDateTime,
            SigningCredentials = new SigningCredentials(await keys.Current(ct), SecurityAlgorithms.EcdsaSha256)
            {
                // Signers are made per key and kept by the library otherwise, beyond a rotation.
                CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false },
            },
        });
    }
}
