using MassTransit;
using Mentorship.Contracts;
using Mentorship.Ledger;
using Mentorship.Messaging;
using Mentorship.ServiceDefaults;
using Mentorship.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Mentorship.SharedTests;

/// <summary>Two services in one process, wired as the real ones are, on databases that outlive it.</summary>
public sealed class SampleProcess : IAsyncDisposable
{
    readonly WebApplication _app;

    SampleProcess(WebApplication app) => _app = app;

    public IServiceProvider Services => _app.Services;

    public static async Task<SampleProcess> StartAsync(IReadOnlyDictionary<string, string?> settings, TimeProvider? clock = null, Action<WebApplication>? map = null)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Configuration["Bus:RetryAfter:0"] = "10";
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        if (clock is not null) builder.Services.AddSingleton(clock);
        builder.AddServiceDefaults("sample");
        builder.Logging.ClearProviders();
        builder.AddServiceDb<OneDb>("one");
        builder.AddServiceDb<OtherDb>("other");
        builder.AddServiceApi("one");
        builder.AddLedger<OneDb>();
        builder.AddMessaging<OneDb>("one", typeof(Hear));
        builder.AddMessaging<OtherDb>("other", typeof(Elsewhere.Hear));
        var app = builder.Build();
        app.UseServiceDefaults();
        map?.Invoke(app);
        await app.MigrateAllAsync();
        await app.StartAsync();
        return new SampleProcess(app);
    }

    public string Address => _app.Urls.First();

    public async Task<T> InAsync<TDb, T>(Func<TDb, Task<T>> act) where TDb : SampleDb
    {
        await using var scope = _app.Services.CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<TDb>());
    }

    public Task<int> AnnounceAsync<TDb>(object @event) where TDb : SampleDb => InAsync<TDb, int>(db =>
    {
        db.Announce(@event, TimeProvider.System.GetUtcNow());
        return db.SaveChangesAsync();
    });

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    public static StudentChanged Changed(int version) =>
        new() { StudentId = Guid.Empty, Version = version, ChangedAt = TimeProvider.System.GetUtcNow() };
}

/// <summary>Version 13 always fails, version 12 the first time; every other one leaves an effect.</summary>
public sealed class Hear(OneDb db, TimeProvider time) : IConsumer<StudentChanged>
{
    public Task Consume(ConsumeContext<StudentChanged> context)
    {
        if (context.Message.Version == 13) throw new InvalidOperationException("Thirteen.");
        if (context.Message.Version == 12 && context.GetRetryAttempt() == 0) throw new InvalidOperationException("Twelve, for once.");
        db.Add(new Effect { Id = Guid.CreateVersion7(time.GetUtcNow()), What = $"one heard {context.Message.Version}", At = time.GetUtcNow() });
        db.Announce(new MentorChanged { MentorId = Guid.Empty, Version = context.Message.Version, ChangedAt = time.GetUtcNow() }, time.GetUtcNow());
        return Task.CompletedTask;
    }
}

/// <summary>Holds a consumer of the same name as the other service's.</summary>
public static class Elsewhere
{
    public sealed class Hear(OtherDb db, TimeProvider time) : IConsumer<StudentChanged>, IConsumer<MentorChanged>
    {
        public Task Consume(ConsumeContext<StudentChanged> context) => AddAsync($"other heard student {context.Message.Version}");

        public Task Consume(ConsumeContext<MentorChanged> context) => AddAsync($"other heard mentor {context.Message.Version}");

        Task AddAsync(string what)
        {
            db.Add(new Effect { Id = Guid.CreateVersion7(time.GetUtcNow()), What = what, At = time.GetUtcNow() });
            return Task.CompletedTask;
        }
    }
}
