using Mentorship.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Imports;

/// <summary>A file is a list of names and addresses. Two weeks after its import is over, or was only checked, it goes, and with it what was said of its lines.</summary>
internal sealed partial class ForgetFiles(IServiceScopeFactory scopes, TimeProvider time, ILogger<ForgetFiles> log) : HourlyWork(scopes, time, log)
{
    static readonly TimeSpan Kept = TimeSpan.FromDays(14);

    protected override async Task WorkAsync(ProfileDb db, DateTimeOffset now, CancellationToken ct)
    {
        var before = now - Kept;
        var old = db.Imports.Where(i => i.EndedAt < before || ((i.State == Import.Checked || i.State == Import.Unnamed) && i.CreatedAt < before)).Select(i => i.Id);
        using var turn = await db.EnterWriteGateAsync(ct);
        await db.ImportProblems.Where(p => old.Contains(p.ImportId)).ExecuteDeleteAsync(ct);
        var files = await db.ImportFiles.Where(f => old.Contains(f.ImportId)).ExecuteDeleteAsync(ct);
        if (files > 0)
            Forgotten(files);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Files} imported files deleted")]
    partial void Forgotten(int files);
}
