using System.Net.Http.Headers;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Mentorship.ServiceDefaults.Tokens;

internal sealed class TokenOptions : AuthenticationSchemeOptions
{
    public string Audience { get; set; } = "";
}

/// <summary>
/// Accepts the Portal's tokens for one service. One scheme per service and never a default one, so that four
/// services fit into one process beside the Portal's cookie.
/// </summary>
internal sealed class TokenHandler(IOptionsMonitor<TokenOptions> options, ILoggerFactory logger, UrlEncoder encoder, SigningKeys keys, IProblemDetailsService problems)
    : AuthenticationHandler<TokenOptions>(options, logger, encoder)
{
    static readonly JsonWebTokenHandler Tokens = new() { MapInboundClaims = false };

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!AuthenticationHeaderValue.TryParse(Request.Headers.Authorization, out var header) || header is not { Scheme: "Bearer", Parameter: { } text })
            return AuthenticateResult.NoResult();
        if (!Tokens.CanReadToken(text) || Tokens.ReadJsonWebToken(text) is not { Kid.Length: > 0 and < 100, Alg: SecurityAlgorithms.EcdsaSha256 } token)
            return AuthenticateResult.Fail("Not a token of ours.");

        var document = await keys.ForAsync(token.Kid, Context.RequestAborted);
        var result = await Tokens.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = document.Issuer,
            ValidAudience = Options.Audience,
            IssuerSigningKeys = document.SigningKeys,
            ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
            ClockSkew = TimeSpan.FromSeconds(30),
            NameClaimType = Callers.Subject,
            RoleClaimType = Callers.Role,
        });
        return result.IsValid
            ? AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(result.ClaimsIdentity), Scheme.Name))
            : AuthenticateResult.Fail("The token is not valid here.");
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer";
        return RefuseAsync(StatusCodes.Status401Unauthorized, "A valid token for this service is needed.");
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        RefuseAsync(StatusCodes.Status403Forbidden, "This is not yours to call.");

    async Task RefuseAsync(int status, string sentence)
    {
        Response.StatusCode = status;
        await problems.WriteAsync(new ProblemDetailsContext { HttpContext = Context, ProblemDetails = { Status = status, Detail = sentence } });
    }
}
