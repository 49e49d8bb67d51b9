using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Mentorship.Cli.CommandLine;

namespace Mentorship.Cli.Backups;

/// <summary>A gzipped tar with its manifest in front. Every file in it is checked against the manifest when it is read.</summary>
static class Archive
{
    const UnixFileMode OnlyMine = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Packs a folder. The archive appears under its name only once it is whole, and only its maker may read it.</summary>
    public static async Task WriteAsync(string archive, string folder, string kind, DateTimeOffset madeAt, IReadOnlyDictionary<string, string> keys, CancellationToken ct)
    {
        var files = new List<ManifestFile>();
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            files.Add(new(Path.GetRelativePath(folder, file).Replace('\\', '/'), new FileInfo(file).Length, await HashAsync(file, ct)));

        var draft = $"{archive}.part";
        File.Delete(draft);
        await using (var stream = new FileStream(draft, Own(FileMode.CreateNew)))
        {
            await using (var zip = new GZipStream(stream, CompressionLevel.Fastest, leaveOpen: true))
            await using (var tar = new TarWriter(zip, TarEntryFormat.Pax))
            {
                var manifest = JsonSerializer.SerializeToUtf8Bytes(new Manifest(Manifest.Known, kind, madeAt, keys, [.. files]), Readable);
                await tar.WriteEntryAsync(Entry(Manifest.Entry, new MemoryStream(manifest), madeAt), ct);
                foreach (var file in files)
                {
                    await using var content = File.OpenRead(Path.Combine(folder, file.Path));
                    await tar.WriteEntryAsync(Entry(file.Path, content, madeAt), ct);
                }
            }
            stream.Flush(flushToDisk: true);
        }
        File.Move(draft, archive, overwrite: false);
    }

    /// <summary>Unpacks an archive into an empty folder and checks that it is whole and unchanged.</summary>
    public static async Task<Manifest> ReadAsync(string archive, string folder, string kind, CancellationToken ct)
    {
        var damaged = $"{archive} is damaged or not a backup of {kind}";
        try
        {
            await using var stream = File.OpenRead(archive);
            await using var zip = new GZipStream(stream, CompressionMode.Decompress);
            await using var tar = new TarReader(zip);
            if (await tar.GetNextEntryAsync(cancellationToken: ct) is not { Name: Manifest.Entry, DataStream: { } head }) throw new FailedException($"{damaged}: it does not begin with a manifest.");
            var manifest = await JsonSerializer.DeserializeAsync<Manifest>(head, Readable, ct);
            if (manifest is not { Format: Manifest.Known } || manifest.Kind != kind) throw new FailedException($"{damaged}: its manifest says {manifest?.Kind} in format {manifest?.Format}.");

            var missing = manifest.Files.ToDictionary(f => f.Path);
            while (await tar.GetNextEntryAsync(cancellationToken: ct) is { } entry)
            {
                if (!missing.Remove(entry.Name, out var expected)) throw new FailedException($"{damaged}: {entry.Name} is not in its manifest.");
                if (!IsBelow(folder, entry.Name)) throw new FailedException($"{damaged}: {entry.Name} leads out of the folder.");
                var target = Path.Combine(folder, entry.Name);
                OwnFolder(Path.GetDirectoryName(target)!);
                // An empty file has no stream.
                await using (var file = new FileStream(target, Own(FileMode.CreateNew))) await (entry.DataStream ?? Stream.Null).CopyToAsync(file, ct);
                if (await HashAsync(target, ct) != expected.Sha256) throw new FailedException($"{damaged}: {entry.Name} is not what was saved.");
            }
            return missing.Count == 0 ? manifest : throw new FailedException($"{damaged}: {missing.First().Key} is missing.");
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or JsonException)
        {
            throw new FailedException($"{damaged}.", e);
        }
        catch (FileNotFoundException e)
        {
            throw new FailedException($"There is no archive {archive}.", e);
        }
    }

    /// <summary>Makes a folder that only its maker may enter.</summary>
    public static void OwnFolder(string path)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
        else Directory.CreateDirectory(path, OnlyMine | UnixFileMode.UserExecute);
    }

    /// <summary>A file that only its maker may read.</summary>
    public static FileStreamOptions Own(FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OnlyMine;
        return options;
    }

    static PaxTarEntry Entry(string name, Stream content, DateTimeOffset at) => new(TarEntryType.RegularFile, name) { DataStream = content, Mode = OnlyMine, ModificationTime = at };

    static bool IsBelow(string folder, string name) =>
        Path.GetFullPath(Path.Combine(folder, name)).StartsWith(Path.GetFullPath(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    static async Task<string> HashAsync(string file, CancellationToken ct)
    {
        await using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, ct));
    }
}
