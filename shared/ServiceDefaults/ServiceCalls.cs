using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Configuration;

namespace Mentorship.ServiceDefaults;

/// <summary>
/// Calls from one service to another, always over HTTP, also inside one process: one code path, the same tokens,
/// limits and traces.
/// </summary>
public sealed class ServiceCalls(IHttpMessageHandlerFactory handlers, ServiceAddresses addresses, IConfiguration configuration, TimeProvider time)
{
    readonly ConcurrentDictionary<(string From, string To), Token> _tokens = new();

    /// <summary>A client with a service token. Its addresses are relative to <c>/api/{service}/</c>.</summary>
    /// <param name="service">Who is called, for example <c>profile</c>.</param>
    /// <param name="from">Who calls; its secret is <c>Clients:{from}</c>.</param>
    public HttpClient To(string service, string from) =>
        new(new WithToken(this, from, service) { InnerHandler = handlers.CreateHandler("services") }, disposeHandler: false)
        {
            BaseAddress = new Uri(addresses.Of(service), $"api/{service}/"),
            Timeout = TimeSpan.FromSeconds(30),
        };

    async Task<string> TokenAsync(string from, string to, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        if (_tokens.TryGetValue((from, to), out var held) && held.RenewAt > now) return held.Value;

        var secret = configuration[$"Clients:{from}"] ?? throw new InvalidOperationException($"Set Clients:{from}, the service's secret at the Portal.");
        using var client = new HttpClient(handlers.CreateHandler("services"), disposeHandler: false) { BaseAddress = addresses.Of("portal"), Timeout = TimeSpan.FromSeconds(10) };
        using var form = new FormUrlEncodedContent([
            new("grant_type", "client_credentials"), new("client_id", from), new("client_secret", secret), new("audience", to)]);
        using var answer = await client.PostAsync(new Uri("connect/token", UriKind.Relative), form, ct);
        answer.EnsureSuccessStatusCode();
        var issued = await answer.Content.ReadFromJsonAsync<Issued>(ct) ?? throw new HttpRequestException("The Portal answered without a token.");
        _tokens[(from, to)] = new Token(issued.AccessToken, now.AddSeconds(issued.ExpiresIn * 0.8));
        return issued.AccessToken;
    }

    sealed class WithToken(ServiceCalls calls, string from, string to) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await calls.TokenAsync(from, to, cancellationToken));
            return await base.SendAsync(request, cancellationToken);
        }
    }

    sealed record Token(string Value, DateTimeOffset RenewAt);

    sealed record Issued(
        [property: JsonPropertyName("access_token")] string AccessToken,
        [property: JsonPropertyName("expires_in")] int ExpiresIn);
}
