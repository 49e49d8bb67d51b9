using Mentorship.ServiceDefaults;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Applications;

/// <summary>
/// An application or nomination whose address nobody confirmed within a day goes, with its key: somebody else may have typed
/// that address. So does a nomination that the student has not answered in thirty days.
/// </summary>
internal sealed partial class ForgetUnanswered(IServiceScopeFactory scopes, TimeProvider time, ILogger<ForgetUnanswered> log) : HourlyWork(scopes, time, log)
{
    static readonly TimeSpan Unconfirmed = TimeSpan.FromDays(1);

    protected override async Task WorkAsync(ProfileDb db, DateTimeOffset now, CancellationToken ct)
    {
        var (unconfirmed, silent) = (now - Unconfirmed, now - Nomination.Lasts);
        var applications = db.Applications.Where(a => a.PersonId == null && a.MadeAt < unconfirmed);
        var nominations = db.Nominations.Where(n => n.SentAt < silent || (n.SentAt == null && n.MadeAt < unconfirmed));
        using var turn = await db.EnterWriteGateAsync(ct);
        await db.Set<DataKeyRow>().Where(k => applications.Any(a => a.Id == k.PersonId) || nominations.Any(n => n.Id == k.PersonId)).ExecuteDeleteAsync(ct);
        var forgotten = await applications.ExecuteDeleteAsync(ct) + await nominations.ExecuteDeleteAsync(ct);
        await db.AddressChecks.Where(c => c.MadeAt < unconfirmed).ExecuteDeleteAsync(ct);
        if (forgotten > 0)
            Forgotten(forgotten);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} applications and nominations deleted that nobody confirmed or answered")]
    partial void Forgotten(int count);
}
