using Mentorship.Testing;

namespace Mentorship.Profile.Tests;

/// <summary>A fresh service and database for each test.</summary>
public abstract class ProfileTests(Servers servers, Provider provider) : IAsyncLifetime
{
    protected ProfileHost Host { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Host = await ProfileHost.StartAsync(servers, provider);

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
