using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;

namespace Mentorship.ServiceDefaults;

/// <summary>
/// Where a service is: <c>Services:{name}</c>, or this very process, which then runs it too. Asked at the time of
/// a call, because a process knows its own address only once it listens.
/// </summary>
public sealed class ServiceAddresses(IConfiguration configuration, IServer server)
{
    /// <summary>Base address of a service, ending in a slash.</summary>
    /// <exception cref="InvalidOperationException">Neither configured nor listening yet.</exception>
    public Uri Of(string service)
    {
        var address = configuration[$"Services:{service}"]
            ?? server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault()
            ?? throw new InvalidOperationException($"Set Services:{service}; this process does not listen yet.");
        address = address.Replace("//+", "//localhost", StringComparison.Ordinal)
            .Replace("//*", "//localhost", StringComparison.Ordinal)
            .Replace("//[::]", "//localhost", StringComparison.Ordinal)
            .Replace("//0.0.0.0", "//localhost", StringComparison.Ordinal);
        return new Uri(address.TrimEnd('/') + "/");
    }
}
