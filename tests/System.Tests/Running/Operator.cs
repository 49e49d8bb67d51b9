using System.Net.Http.Headers;
using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Mentorship.SystemTests.Running;

/// <summary>
/// Who holds the machine holds its keys: tokens signed with the running Portal's own key, so that a test can set a stage
/// through the services' APIs as an administrator or coordinator would, and look at it as anyone.
/// </summary>
public sealed class Operator(string issuer, string keyId, byte[] privateKey, Func<string, string> addressOf)
{
    readonly SigningCredentials _signing = new(
        new ECDsaSecurityKey(ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = privateKey })) { KeyId = keyId },
        SecurityAlgorithms.EcdsaSha256);

    /// <summary>A client of one service's API, addresses relative to `/api/{service}/`.</summary>
    public HttpClient As(string service, Guid person, params string[] roles) => With(service, person.ToString(), roles);

    public HttpClient AsService(string service, string caller) => With(service, caller, ["service"]);

    HttpClient With(string service, string subject, string[] roles)
    {
        var token = new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer,
            Audience = service,
            Expires = TimeProvider.System.GetUtcNow().AddHours(1).UtcDateTime,
            Subject = new ClaimsIdentity([new Claim("sub", subject), .. roles.Select(r => new Claim("role", r))]),
            SigningCredentials = _signing,
        });
        return new HttpClient
        {
            BaseAddress = new Uri($"{addressOf(service)}/api/{service}/"),
            DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
            Timeout = TimeSpan.FromSeconds(100),
        };
    }
}
