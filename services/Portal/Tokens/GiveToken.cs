using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Mentorship.Portal.Tokens;

/// <summary><c>POST /connect/token</c>: a service proves its secret and gets a token for one other service.</summary>
internal static class GiveToken
{
    static readonly string[] Services = ["portal", "profile", "matching", "notification"];

    /// <summary>The command line asks as a client of its own and is nobody's audience.</summary>
    static readonly string[] Clients = [.. Services, "cli"];

    internal sealed record Given(
        [property: JsonPropertyName("access_token")] string AccessToken,
        [property: JsonPropertyName("expires_in")] int ExpiresIn,
        [property: JsonPropertyName("token_type")] string TokenType = "Bearer");

    internal sealed record Refusal([property: JsonPropertyName("error")] string Error);

    public static void MapGiveToken(this IEndpointRouteBuilder app) =>
        app.MapPost("/connect/token", Handle).DisableAntiforgery().AllowAnonymous().RequireRateLimiting(PortalLimits.Tokens);

    static async Task<Results<Ok<Given>, BadRequest<Refusal>, JsonHttpResult<Refusal>>> Handle(
        [FromForm(Name = "grant_type")] string? grantType, [FromForm(Name = "client_id")] string? clientId, [FromForm(Name = "client_secret")] string? clientSecret,
        [FromForm] string? audience, IConfiguration configuration, Issuer issuer, CancellationToken ct)
    {
        if (grantType != "client_credentials") return TypedResults.BadRequest(new Refusal("unsupported_grant_type"));
        if (!Services.Contains(audience)) return TypedResults.BadRequest(new Refusal("invalid_target"));
        if (!Clients.Contains(clientId) || !IsSecret(configuration[$"Clients:{clientId}"], clientSecret))
            return TypedResults.Json(new Refusal("invalid_client"), statusCode: StatusCodes.Status401Unauthorized);

        var token = await issuer.Sign(clientId!, ["service"], audience!, ct);
        return TypedResults.Ok(new Given(token, (int)Issuer.Lifetime.TotalSeconds));
    }

    static bool IsSecret(string? expected, string? given) =>
        !string.IsNullOrEmpty(expected) && given is not null
        && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(expected)), SHA256.HashData(Encoding.UTF8.GetBytes(given)));
}
