using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using IPNetwork = System.Net.IPNetwork;

namespace Mentorship.ServiceDefaults;

/// <summary>Section <c>Proxy</c>: who may say, for a browser, where a request came from and that it came over TLS.</summary>
internal sealed record ProxyOptions : IValidatableObject
{
    /// <summary>Networks besides this machine itself, for example <c>172.16.0.0/12</c>.</summary>
    public string[] Trusted { get; init; } = [];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => Trusted.Where(t => !IPNetwork.TryParse(t, out _))
        .Select(t => new ValidationResult($"Proxy:Trusted holds \"{t}\"; a network is written as 172.16.0.0/12.", [nameof(Trusted)]));
}

internal static class Proxies
{
    /// <summary>
    /// TLS ends at a proxy. Without its word every request would look unprotected, so that no page could set a cookie,
    /// and every stranger would have the proxy's address and share one limit.
    /// </summary>
    public static void AddProxies(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<ProxyOptions>().Bind(builder.Configuration.GetSection("Proxy")).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddOptions<ForwardedHeadersOptions>().Configure<IOptions<ProxyOptions>>((headers, proxy) =>
        {
            headers.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            foreach (var network in proxy.Value.Trusted) headers.KnownIPNetworks.Add(IPNetwork.Parse(network));
        });
    }
}
