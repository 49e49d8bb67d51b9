using Mentorship.Testing;

namespace Mentorship.Profile.Tests;

public sealed class OnSqlite(Servers servers) : RunningProfile(servers, Provider.Sqlite);
public sealed class OnPostgres(Servers servers) : RunningProfile(servers, Provider.Postgres);

/// <summary>One running service and database for a test class: starting them takes longer than most tests.</summary>
public abstract class RunningProfile(Servers servers, Provider provider) : IAsyncDisposable
{
    ProfileHost? _host;

    /// <summary>Empty but for a programme, its coordinator and its cohort.</summary>
    public async Task<ProfileHost> FreshAsync()
    {
        if (_host is { ClockMoved: true })
            await DisposeAsync();
        if (_host is null)
            return _host = await ProfileHost.StartAsync(servers, provider);
        await _host.EmptyAsync();
        return _host;
    }

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
            await _host.DisposeAsync();
        _host = null;
        GC.SuppressFinalize(this);
    }
}

/// <summary>Each test finds the service fresh. Both providers by deriving once per provider.</summary>
public abstract class ProfileTests(RunningProfile profile) : IAsyncLifetime
{
    protected ProfileHost Host { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Host = await profile.FreshAsync();

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
