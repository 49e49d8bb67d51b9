using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Mentorship.Testing;

/// <summary>
/// Stands where the Portal does for a service under test: signs ES256 tokens, serves discovery and keys,
/// and answers `/connect/token`, so that the service's own validation and its own token client run.
/// </summary>
public sealed class TokenIssuer : IAsyncDisposable
{
    readonly WebApplication _app;
    readonly ECDsaSecurityKey _key = new(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = "test" };

    TokenIssuer(Action<WebApplication>? more)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapGet("/.well-known/openid-configuration", () => Results.Json(new Dictionary<string, object>
        {
            ["issuer"] = Address,
            ["jwks_uri"] = $"{Address}/.well-known/jwks.json",
            ["token_endpoint"] = $"{Address}/connect/token",
            ["id_token_signing_alg_values_supported"] = new[] { SecurityAlgorithms.EcdsaSha256 },
        }));
        _app.MapGet("/.well-known/jwks.json", () =>
        {
            var p = _key.ECDsa.ExportParameters(includePrivateParameters: false);
            return Results.Json(new
            {
                keys = new[] { new { kty = "EC", use = "sig", alg = "ES256", kid = _key.KeyId, crv = "P-256", x = Base64UrlEncoder.Encode(p.Q.X), y = Base64UrlEncoder.Encode(p.Q.Y) } },
            });
        });
        _app.MapPost("/connect/token", async (HttpRequest request) =>
        {
            var form = await request.ReadFormAsync();
            return Results.Json(new Dictionary<string, object>
            {
                ["access_token"] = ForService(form["audience"].ToString(), form["client_id"].ToString()),
                ["token_type"] = "Bearer",
                ["expires_in"] = 300,
            });
        });
        more?.Invoke(_app);
    }

    /// <summary>The issuer, and the address to give a service as `Services:portal`.</summary>
    public string Address => _app.Urls.First();

    public static async Task<TokenIssuer> StartAsync(Action<WebApplication>? more = null)
    {
        var issuer = new TokenIssuer(more);
        await issuer._app.StartAsync();
        return issuer;
    }

    /// <summary>A person's token for one service; roles as identity.md writes them, such as `student` or `coordinator:{programmeId}`.</summary>
    public string ForPerson(string audience, Guid person, params string[] roles) => Mint(audience, person.ToString(), roles);

    /// <summary>Another service's token.</summary>
    public string ForService(string audience, string caller) => Mint(audience, caller, ["service"]);

    /// <summary>Any token, also a wrong one. Unless said otherwise it holds whatever clock the service goes by.</summary>
    public string Mint(string audience, string subject, string[] roles, string? issuer = null, DateTimeOffset? from = null, DateTimeOffset? until = null) =>
        new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer ?? Address,
            Audience = audience,
            IssuedAt = (from ?? new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero)).UtcDateTime,
            NotBefore = (from ?? new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero)).UtcDateTime,
            Expires = (until ?? new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero)).UtcDateTime,
            Subject = new ClaimsIdentity([new Claim("sub", subject), .. roles.Select(r => new Claim("role", r))]),
            SigningCredentials = new SigningCredentials(_key, SecurityAlgorithms.EcdsaSha256),
        });

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _key.ECDsa.Dispose();
    }
}
