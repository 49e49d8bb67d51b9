using Mentorship.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Imports;

/// <summary>A file is a list of names and addresses. Two weeks after its import is over, or was only checked, it goes, and with it what was said of its lines.</summary>
internal sealed partial class ForgetFiles(IServiceScopeFactory scopes, TimeProvider time, ILogger<ForgetFiles> log) : BackgroundService
{
    static readonly TimeSpan Every = TimeSpan.FromHours(1), Kept = TimeSpan.FromDays(14);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var hourly = new PeriodicTimer(Every, time);
        while (await hourly.WaitForNextTickAsync(stoppingToken))
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await ForgetAsync(scope.ServiceProvider.GetRequiredService<ProfileDb>(), time.GetUtcNow() - Kept, stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                Missed(failure);
            }
    }

    async Task ForgetAsync(ProfileDb db, DateTimeOffset before, CancellationToken ct)
    {
        var old = db.Imports.Where(i => i.EndedAt < before || ((i.State == Import.Checked || i.State == Import.Unnamed) && i.CreatedAt < before)).Select(i => i.Id);
        using var turn = await db.EnterWriteGateAsync(ct);
        await db.ImportProblems.Where(p => old.Contains(p.ImportId)).ExecuteDeleteAsync(ct);
        var files = await db.ImportFiles.Where(f => old.Contains(f.ImportId)).ExecuteDeleteAsync(ct);
        if (files > 0)
            Forgotten(files);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Files} imported files deleted")]
    partial void Forgotten(int files);

    [LoggerMessage(Level = LogLevel.Error, Message = "Old imported files could not be deleted; trying again in an hour")]
    partial void Missed(Exception failure);
}
