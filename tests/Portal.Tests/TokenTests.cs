using System.Net;
using System.Text.Json;
using Mentorship.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Mentorship.Portal.Tests;

public sealed class Tokens_on_SQLite(SharedHost shared) : TokenTests(shared, Provider.Sqlite);

public sealed class Tokens_on_PostgreSQL(SharedHost shared) : TokenTests(shared, Provider.Postgres);

/// <summary>Tokens between services, and the keys that sign them.</summary>
public abstract class TokenTests(SharedHost shared, Provider provider) : IClassFixture<SharedHost>, IAsyncLifetime
{
    PortalHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await shared.OnAsync(provider);

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("matching", "the matching secret")]
    [InlineData("cli", "the command line's secret")]
    public async Task A_caller_with_its_secret_gets_a_token_for_one_service_for_five_minutes(string caller, string secret)
    {
        var token = new JsonWebToken(await TokenAsync(caller, secret));

        Assert.Equal(caller, token.Subject);
        Assert.Equal(["profile"], token.Audiences);
        Assert.Equal("service", token.GetClaim("role").Value);
        Assert.Equal("https://mentoring.school.example", token.Issuer);
        Assert.Equal(TimeSpan.FromMinutes(5), token.ValidTo - token.ValidFrom);
        Assert.Equal(SecurityAlgorithms.EcdsaSha256, token.Alg);
    }

    [Theory]
    [InlineData("matching", "a wrong secret", "profile", HttpStatusCode.Unauthorized)]
    [InlineData("matching", "", "profile", HttpStatusCode.Unauthorized)]
    [InlineData("stranger", "the matching secret", "profile", HttpStatusCode.Unauthorized)]
    [InlineData("notification", "", "profile", HttpStatusCode.Unauthorized)]
    [InlineData("matching", "the matching secret", "elsewhere", HttpStatusCode.BadRequest)]
    [InlineData("matching", "the matching secret", "cli", HttpStatusCode.BadRequest)]
    public async Task Anybody_else_gets_none(string caller, string secret, string audience, HttpStatusCode expected)
    {
        using var answer = await AskAsync(caller, secret, audience);

        Assert.Equal(expected, answer.StatusCode);
        Assert.DoesNotContain("access_token", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task The_next_key_is_published_before_it_signs_and_the_last_one_for_a_day_after()
    {
        var first = await KeyOfTokenAsync();
        var published = await KeysAsync();
        Assert.Equal(2, published.Length);
        Assert.Contains(first, published);

        _host.Clock.Advance(TimeSpan.FromDays(30) + TimeSpan.FromMinutes(2));
        var second = await KeyOfTokenAsync();
        Assert.NotEqual(first, second);
        Assert.Contains(second, published);
        Assert.Contains(first, await KeysAsync());

        _host.Clock.Advance(TimeSpan.FromDays(1) + TimeSpan.FromMinutes(2));
        Assert.DoesNotContain(first, await KeysAsync());
        Assert.Equal(second, await KeyOfTokenAsync());
    }

    [Fact]
    public async Task A_token_holds_against_the_published_keys()
    {
        using var anyone = _host.Visit();
        var keys = new JsonWebKeySet(await anyone.Http.GetStringAsync("/.well-known/jwks.json"));

        var result = await new JsonWebTokenHandler().ValidateTokenAsync(await TokenAsync("matching", "the matching secret"), new TokenValidationParameters
        {
            ValidIssuer = "https://mentoring.school.example",
            ValidAudience = "profile",
            IssuerSigningKeys = keys.GetSigningKeys(),
            ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
            LifetimeValidator = (from, until, _, _) => from <= _host.Clock.GetUtcNow().UtcDateTime && _host.Clock.GetUtcNow().UtcDateTime < until,
        });

        Assert.True(result.IsValid, result.Exception?.Message);
        Assert.DoesNotContain("\"d\"", await anyone.Http.GetStringAsync("/.well-known/jwks.json"));
    }

    async Task<string> KeyOfTokenAsync() => new JsonWebToken(await TokenAsync("matching", "the matching secret")).Kid;

    async Task<string[]> KeysAsync()
    {
        using var anyone = _host.Visit();
        return [.. JsonDocument.Parse(await anyone.Http.GetStringAsync("/.well-known/jwks.json")).RootElement.GetProperty("keys").EnumerateArray().Select(k => k.GetProperty("kid").GetString()!)];
    }

    async Task<string> TokenAsync(string caller, string secret)
    {
        using var answer = await AskAsync(caller, secret, "profile");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("access_token").GetString()!;
    }

    async Task<HttpResponseMessage> AskAsync(string caller, string secret, string audience)
    {
        using var anyone = _host.Visit();
        return await anyone.PostAsync("/connect/token", ("grant_type", "client_credentials"), ("client_id", caller), ("client_secret", secret), ("audience", audience));
    }
}
