using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace Mentorship.Portal.University;

/// <summary>
/// OpenID Connect on the framework's OAuth handler, which brings protected state, correlation and PKCE. Added are where the
/// provider's doors are, a nonce that stays in the state, and the id_token, which alone says who came.
/// </summary>
internal sealed class UniversityHandler(IOptionsMonitor<OAuthOptions> options, ILoggerFactory logger, UrlEncoder encoder, IdTokens idTokens)
    : OAuthHandler<OAuthOptions>(options, logger, encoder)
{
    const string Nonce = "nonce";

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        await FindDoors();
        await base.HandleChallengeAsync(properties);
    }

    protected override async Task<HandleRequestResult> HandleRemoteAuthenticateAsync()
    {
        await FindDoors();
        return await base.HandleRemoteAuthenticateAsync();
    }

    protected override string BuildChallengeUrl(AuthenticationProperties properties, string redirectUri)
    {
        var nonce = Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(32));
        properties.Items[Nonce] = nonce;
        return QueryHelpers.AddQueryString(base.BuildChallengeUrl(properties, redirectUri), Nonce, nonce);
    }

    protected override async Task<AuthenticationTicket> CreateTicketAsync(ClaimsIdentity identity, AuthenticationProperties properties, OAuthTokenResponse tokens)
    {
        var text = tokens.Response!.RootElement.TryGetProperty("id_token", out var token) ? token.GetString() : null;
        identity.AddClaims((await idTokens.Read(text, properties.Items[Nonce])).Claims);
        return new AuthenticationTicket(new ClaimsPrincipal(identity), properties, Scheme.Name);
    }

    /// <summary>They are the same for every request; a provider that moves them is followed.</summary>
    async Task FindDoors()
    {
        var document = await idTokens.Document(Context.RequestAborted);
        Options.AuthorizationEndpoint = document.AuthorizationEndpoint;
        Options.TokenEndpoint = document.TokenEndpoint;
    }
}
