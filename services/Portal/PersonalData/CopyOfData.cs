using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Mentorship.Portal.Clients;
using Mentorship.ServiceDefaults;
using Mentorship.ServiceDefaults.PersonalData;
using Mentorship.ServiceDefaults.Sealing;

namespace Mentorship.Portal.PersonalData;

/// <summary>Gathers what every service holds about the signed-in person into one ZIP: JSON for programs, a page to read.</summary>
internal sealed class CopyOfData(PortalDb db, DataKeys<PortalDb> keys, ProfileClient profile, MatchingClient matching, NotificationClient notification, TimeProvider time)
{
    static readonly JsonSerializerOptions Readable = new(Json.Options) { WriteIndented = true };

    /// <summary>The ZIP, or why there is none now. A service that does not answer is <see cref="ServiceDown"/>: half a copy would look whole.</summary>
    public async Task<Answer<byte[]>> Take(Guid me, CancellationToken ct)
    {
        var first = await profile.Copy(ct);
        if (first.Refused is { } no) return new(null, no);
        PersonalCopy[] parts =
        [
            first.Value!,
            await matching.Copy(ct) ?? throw new ServiceDown("matching"),
            await notification.Copy(ct) ?? throw new ServiceDown("notification"),
            await db.CopyAsync("portal", Held.Tables, me, await keys.OfAsync(me, ct), ct),
        ];
        var now = time.GetUtcNow();
        using var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            await Write(archive, "your-data.json", JsonSerializer.Serialize(new { madeAt = now, person = me, parts }, Readable), now);
            await Write(archive, "your-data.html", CopyPage.Write(parts, now), now);
        }
        return new(zip.ToArray(), null);
    }

    static async Task Write(ZipArchive archive, string name, string text, DateTimeOffset now)
    {
        var entry = archive.CreateEntry(name);
        entry.LastWriteTime = now;
        await using var writer = new StreamWriter(entry.Open(), new UTF8Encoding(false));
        await writer.WriteAsync(text);
    }
}
