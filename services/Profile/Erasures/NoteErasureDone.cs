using MassTransit;
using Mentorship.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Erasures;

/// <summary>A service has erased its part. After a restore one may report of somebody whom this database does not know to be erased yet.</summary>
internal sealed class NoteErasureDone(ProfileDb db) : IConsumer<ErasureDone>
{
    public async Task Consume(ConsumeContext<ErasureDone> context)
    {
        var done = context.Message;
        if (await db.Erasures.Include(e => e.Reports).SingleOrDefaultAsync(e => e.PersonId == done.PersonId && e.State == Erasure.Done, context.CancellationToken) is { } erasure)
            erasure.Report(done.Service, done.DoneAt);
    }
}
