using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Mentorship.Testing;

/// <summary>A small web server that plays another service: give it the routes the service under test will call.</summary>
public sealed class StandIn : IAsyncDisposable
{
    readonly WebApplication _app;

    StandIn(WebApplication app) => _app = app;

    /// <summary>The address to give as `Services:{service}`.</summary>
    public string Address => _app.Urls.First();

    public static async Task<StandIn> StartAsync(Action<WebApplication> routes)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        routes(app);
        await app.StartAsync();
        return new StandIn(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
