using MassTransit;
using Mentorship.Contracts;
using Mentorship.Matching.Policies;

namespace Mentorship.Matching.Pool;

/// <summary>A cohort that opened gets a row here, and the first version of its policy.</summary>
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
        db.Add(Policy.First(opened.CohortId, time.GetUtcNow()));
    }
}
