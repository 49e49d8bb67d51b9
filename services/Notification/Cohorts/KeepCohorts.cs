using MassTransit;
using Mentorship.Contracts;
using Mentorship.Notification.Telling;

namespace Mentorship.Notification.Cohorts;

internal sealed class KeepCohorts(NotificationDb db) : IConsumer<CohortOpened>
{
    public Task Consume(ConsumeContext<CohortOpened> context) =>
        db.KnowCohortAsync(context.Message.CohortId, context.Message.ProgrammeId, context.CancellationToken);
}
