using MassTransit;
using Mentorship.Contracts;

namespace Mentorship.Matching.Pool;

/// <summary>Notes an import of choices, to be pulled from Profile: who chose whom does not travel on the bus.</summary>
sealed class KeepRankings(MatchingDb db) : IConsumer<RankingsImported>
{
    public async Task Consume(ConsumeContext<RankingsImported> context)
    {
        var imported = context.Message;
        if (await db.RankingsImports.FindAsync([imported.ImportId], context.CancellationToken) is null)
            db.Add(new RankingsImport(imported.ImportId, imported.CohortId, imported.Version, imported.ImportedAt));
    }
}
