using Mentorship.Testing;

namespace Mentorship.Portal.Tests;

/// <summary>One Portal for all tests of a class that leave it as they found it.</summary>
public sealed class SharedHost(Servers servers) : IAsyncDisposable
{
    PortalHost? _host;

    internal async Task<PortalHost> OnAsync(Provider provider, Dictionary<string, string?>? settings = null)
    {
        if (_host is null)
        {
            // The tests of a class sign in more often than a person would.
            _host = await PortalHost.StartAsync(servers, provider, new(settings ?? []) { ["SignIn:CodesPerQuarterHour"] = "100", ["SignIn:CodesPerDay"] = "1000" });
            await _host.InviteEveryoneAsync();
        }
        _host.Reset();
        return _host;
    }

    public ValueTask DisposeAsync() => _host?.DisposeAsync() ?? ValueTask.CompletedTask;
}
