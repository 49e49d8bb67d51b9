using MassTransit;
using Mentorship.Contracts;
using Mentorship.Matching.Policies;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Matching.Pool;

/// <summary>A cohort that opened gets a row here, and the first version of its policy: the usual, or that of the cohort it was opened after.</summary>
sealed class KeepCohorts(MatchingDb db, TimeProvider time) : IConsumer<CohortOpened>
{
    public async Task Consume(ConsumeContext<CohortOpened> context)
    {
        var opened = context.Message;
        var cohort = await db.Cohorts.FindAsync([opened.CohortId], context.CancellationToken);
        if (cohort is not null)
        {
            cohort.Follow(opened.ProgrammeId, opened.Kind, opened.Version);
            return;
        }
        db.Add(new Cohort(opened.CohortId, opened.ProgrammeId, opened.Kind, opened.Version, opened.OpenedAt));
        var before = opened.PolicyOf is { } after && await db.Cohorts.AnyAsync(c => c.Id == after && c.ProgrammeId == opened.ProgrammeId, context.CancellationToken)
            ? await db.CurrentPolicyAsync(after, context.CancellationToken)
            : null;
        var now = time.GetUtcNow();
        db.Add(before?.For(opened.CohortId, now) ?? Policy.First(opened.CohortId, now));
    }
}
