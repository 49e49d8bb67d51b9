using Mentorship.Testing;

namespace Mentorship.Portal.Tests;

/// <summary>A Portal and a university's provider that know each other, for all tests of a class.</summary>
public sealed class UniversityHost(Servers servers) : IAsyncDisposable
{
    PortalHost? _host;
    UniversityProvider? _provider;

    public Servers Servers => servers;

    internal UniversityProvider Provider => _provider!;

    internal async Task<PortalHost> OnAsync(Provider provider)
    {
        if (_host is null)
        {
            var port = FreePort.Next();
            _provider = await UniversityProvider.StartAsync(port, "http://localhost");
            // The provider goes by the machine's clock.
            _host = await PortalHost.StartAsync(servers, provider, new(UniversityProvider.SettingsAt(port)) { ["SignIn:CodesPerQuarterHour"] = "100", ["SignIn:CodesPerDay"] = "1000" }, TimeProvider.System.GetUtcNow());
            await _host.InviteEveryoneAsync();
        }
        _host.Reset();
        return _host;
    }

    public async ValueTask DisposeAsync()
    {
        if (_host is not null) await _host.DisposeAsync();
        if (_provider is not null) await _provider.DisposeAsync();
    }
}
