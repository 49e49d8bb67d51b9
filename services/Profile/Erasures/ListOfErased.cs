using Mentorship.ServiceDefaults.PersonalData;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Mentorship.Profile.Erasures;

/// <summary>
/// The list of erased people, which every restore reads, brought up to the database. It is written after the commit, so
/// that nobody stands in it whose erasure failed and who then took it back; what a kill or a full disk kept out of it is
/// written the next time.
/// </summary>
internal sealed partial class ListOfErased(ProfileDb db, IOptions<ErasureOptions> options, ILogger<ListOfErased> log)
{
    public IReadOnlyDictionary<Guid, DateTimeOffset> Read() => ErasureList.Read(options.Value.List);

    public async Task CatchUpAsync(CancellationToken ct)
    {
        var erased = await db.Erasures.Where(e => e.State == Erasure.Done).ToDictionaryAsync(e => e.PersonId, e => e.DoneAt!.Value, ct);
        if (erased.Count == 0) return;
        try
        {
            ErasureList.Add(options.Value.List, erased);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or FormatException)
        {
            Behind(failure);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The list of erased people could not be written; a backup restored now would bring somebody back. Trying again within the hour")]
    partial void Behind(Exception failure);
}
