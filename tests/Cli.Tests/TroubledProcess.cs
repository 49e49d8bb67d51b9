using MassTransit;
using Mentorship.Contracts;
using Mentorship.Messaging;
using Mentorship.ServiceDefaults;
using Mentorship.SharedTests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Mentorship.Cli.Tests;

/// <summary>Two services that hear the same event, wired as the real ones are. The first fails until its cause is mended.</summary>
sealed class TroubledProcess : IAsyncDisposable
{
    readonly WebApplication _app;
    readonly Trouble _trouble;

    TroubledProcess(WebApplication app, Trouble trouble) => (_app, _trouble) = (app, trouble);

    public static async Task<TroubledProcess> StartAsync(IReadOnlyDictionary<string, string?> settings)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Configuration["Bus:RetryAfter:0"] = "10";
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var trouble = new Trouble();
        builder.Services.AddSingleton(trouble);
        builder.AddServiceDefaults("troubled");
        builder.Logging.ClearProviders();
        builder.AddServiceDb<OneDb>("one");
        builder.AddServiceDb<OtherDb>("other");
        builder.AddMessaging<OneDb>("one", typeof(HearInTrouble));
        builder.AddMessaging<OtherDb>("other", typeof(HearWell));
        var app = builder.Build();
        app.UseServiceDefaults();
        await app.MigrateAllAsync();
        await app.StartAsync();
        return new(app, trouble);
    }

    public void Mend() => _trouble.Gone = true;

    public async Task AnnounceAsync(int version)
    {
        await using var scope = _app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<OtherDb>();
        var now = TimeProvider.System.GetUtcNow();
        db.Announce(new StudentChanged { StudentId = Guid.Empty, Version = version, ChangedAt = now }, now);
        await db.SaveChangesAsync();
    }

    public Task<string[]> InTroubleAsync() => EffectsAsync<OneDb>();

    public Task<string[]> WellAsync() => EffectsAsync<OtherDb>();

    async Task<string[]> EffectsAsync<TDb>() where TDb : SampleDb
    {
        await using var scope = _app.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<TDb>().Effects.Select(e => e.What).OrderBy(w => w).ToArrayAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}

public sealed class Trouble
{
    public bool Gone { get; set; }
}

public sealed class HearInTrouble(OneDb db, Trouble trouble, TimeProvider time) : IConsumer<StudentChanged>
{
    public Task Consume(ConsumeContext<StudentChanged> context)
    {
        if (!trouble.Gone) throw new InvalidOperationException("Imani Castellane could not be read.");
        db.Add(new Effect { Id = Guid.CreateVersion7(time.GetUtcNow()), What = $"{context.Message.Version}", At = time.GetUtcNow() });
        return Task.CompletedTask;
    }
}

public sealed class HearWell(OtherDb db, TimeProvider time) : IConsumer<StudentChanged>
{
    public Task Consume(ConsumeContext<StudentChanged> context)
    {
        db.Add(new Effect { Id = Guid.CreateVersion7(time.GetUtcNow()), What = $"{context.Message.Version}", At = time.GetUtcNow() });
        return Task.CompletedTask;
    }
}
