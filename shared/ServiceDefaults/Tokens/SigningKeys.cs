using System.Diagnostics;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Mentorship.ServiceDefaults.Tokens;

/// <summary>
/// The Portal's public keys, from its discovery document. The library's refresh is background work with a pause
/// of minutes, so on an unknown key id we ask and look again for up to two seconds; one such look at a time, and
/// none for a key id that has just been looked for, since any stranger can invent one.
/// </summary>
public sealed class SigningKeys(ServiceAddresses addresses, TimeProvider time) : IDisposable
{
    static readonly TimeSpan LookFor = TimeSpan.FromSeconds(2), Forget = TimeSpan.FromSeconds(30);

    readonly SemaphoreSlim _look = new(1, 1);
    readonly Dictionary<string, DateTimeOffset> _unknown = [];
    ConfigurationManager<OpenIdConnectConfiguration>? _documents;

    ConfigurationManager<OpenIdConnectConfiguration> Documents => _documents ??= new(
        new Uri(addresses.Of("portal"), ".well-known/openid-configuration").AbsoluteUri,
        new OpenIdConnectConfigurationRetriever(),
        // Inside an installation the parts speak over loopback or a private network.
        new HttpDocumentRetriever { RequireHttps = false })
    { RefreshInterval = TimeSpan.FromSeconds(1) };

    /// <summary>Issuer and keys, looked up again where <paramref name="keyId"/> is not among them.</summary>
    public async Task<OpenIdConnectConfiguration> ForAsync(string keyId, CancellationToken ct)
    {
        var document = await Documents.GetConfigurationAsync(ct);
        if (Has(document, keyId)) return document;

        await _look.WaitAsync(ct);
        try
        {
            var now = time.GetUtcNow();
            document = await Documents.GetConfigurationAsync(ct);
            if (Has(document, keyId) || (_unknown.TryGetValue(keyId, out var seen) && now - seen < Forget)) return document;

            for (var started = Stopwatch.GetTimestamp(); !Has(document, keyId) && Stopwatch.GetElapsedTime(started) < LookFor;)
            {
                Documents.RequestRefresh();
                await Task.Delay(100, ct);
                document = await Documents.GetConfigurationAsync(ct);
            }
            if (!Has(document, keyId))
            {
                if (_unknown.Count >= 1000) _unknown.Clear();
                _unknown[keyId] = now;
            }
            return document;
        }
        finally
        {
            _look.Release();
        }
    }

    static bool Has(OpenIdConnectConfiguration document, string keyId) =>
        document.SigningKeys.Any((SecurityKey key) => key.KeyId == keyId);

    /// <inheritdoc />
    public void Dispose() => _look.Dispose();
}
