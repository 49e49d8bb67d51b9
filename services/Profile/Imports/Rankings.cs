using Mentorship.Contracts;
using Mentorship.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Imports;

internal static class Rankings
{
    /// <summary>Once an import of choices is over, however it ended: whatever it changed is to be pulled. The cohort comes with the import.</summary>
    public static async Task AnnounceAsync(ProfileDb db, Import import, DateTimeOffset now, CancellationToken ct)
    {
        if (import.Kind != Import.Choices || !await db.Choices.AnyAsync(c => c.ImportId == import.Id, ct))
            return;
        import.Cohort.TakeRankings();
        db.Announce(new RankingsImported { CohortId = import.CohortId, ImportId = import.Id, Version = import.Cohort.Version, ImportedAt = now }, now);
    }
}
