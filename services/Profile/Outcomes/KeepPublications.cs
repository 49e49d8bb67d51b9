using MassTransit;
using Mentorship.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Outcomes;

/// <summary>Notes a publication. Whether it went out, and what it did, is asked when the time to take it back is over.</summary>
internal sealed class KeepPublications(ProfileDb db) : IConsumer<RunPublished>
{
    public async Task Consume(ConsumeContext<RunPublished> context)
    {
        var published = context.Message;
        if (await db.PublishedRounds.AnyAsync(p => p.Id == published.PublicationId, context.CancellationToken))
            return;
        if (await db.Cohorts.Where(c => c.Id == published.CohortId).Select(c => (Guid?)c.ProgrammeId).SingleOrDefaultAsync(context.CancellationToken) is { } programme)
            db.Add(PublishedRound.Heard(published.PublicationId, published.CohortId, programme, published.RunId, published.GoesOutAt));
    }
}
