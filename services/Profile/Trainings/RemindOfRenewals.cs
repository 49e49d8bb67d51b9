using Mentorship.Contracts;
using Mentorship.Messaging;
using Mentorship.Profile.People;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Trainings;

/// <summary>
/// Whoever has done a training that counts for a while is reminded before it runs out, once a stage. Renewing begins anew;
/// a training that is off, or that is for them no more, asks for nothing.
/// </summary>
internal sealed class RemindOfRenewals(IServiceScopeFactory scopes, TimeProvider time, ILogger<RemindOfRenewals> log) : HourlyWork(scopes, time, log)
{
    const int PerSave = 200;

    protected override Task WorkAsync(ProfileDb db, DateTimeOffset now, CancellationToken ct) => InBatchesAsync(db, () => SomeAsync(db, now, ct), ct);

    static async Task<int> SomeAsync(ProfileDb db, DateTimeOffset now, CancellationToken ct)
    {
        var today = Person.Today(now);
        var (first, last) = (today.AddDays(Renewal.FirstDays), today.AddDays(Renewal.LastDays));
        var due = await (
            from c in db.Completions
            join t in db.Trainings on c.TrainingId equals t.Id
            where c.ExpiresOn >= today && ((c.ExpiresOn <= first && c.Reminded == null) || (c.ExpiresOn <= last && c.Reminded > Renewal.LastDays))
            where t.Need != Training.Off && db.Addressees().Any(a => a.PersonId == c.PersonId && a.ProgrammeId == t.ProgrammeId && a.Audience == t.Audience)
            orderby c.PersonId, c.TrainingId
            select new { Completion = c, t.ProgrammeId }).Take(PerSave).ToListAsync(ct);
        foreach (var (completion, programme) in due.Select(d => (d.Completion, d.ProgrammeId)))
        {
            completion.Remind(today);
            db.Announce(new RenewalAsked
            {
                TrainingId = completion.TrainingId,
                PersonId = completion.PersonId,
                ProgrammeId = programme,
                LastDay = $"{completion.ExpiresOn:yyyy-MM-dd}",
                DaysBefore = completion.Reminded!.Value,
                Version = completion.Version,
                AskedAt = now,
            }, now);
        }
        await db.SaveChangesAsync(ct);
        return due.Count;
    }
}
