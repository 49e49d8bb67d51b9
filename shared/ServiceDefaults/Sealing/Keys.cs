using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
using System.Diagnostics;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace Mentorship.ServiceDefaults.Sealing;

/// <summary>Section <c>Keys</c>.</summary>
public sealed record KeyOptions
{
    /// <summary>Folder of the key files. Never inside a database or its backup.</summary>
    [Required]
    public string Folder { get; init; } = ".data/keys";
}

/// <summary>
/// Secret keys of 32 bytes, one file each, made at first use and readable by this user only. They stand outside
/// every database, so that a copy of the data opens nothing by itself.
/// </summary>
public sealed class Keys(IOptions<KeyOptions> options)
{
    static readonly TimeSpan MostWait = TimeSpan.FromSeconds(10);

    readonly ConcurrentDictionary<string, byte[]> _keys = new();

    /// <summary>The key of that name; made if there is none.</summary>
    public byte[] Get(string name) => _keys.GetOrAdd(name, Load);

    /// <summary>The key of that name, or null where there is none. Makes none.</summary>
    public byte[]? Find(string name) => File.Exists(Path.Combine(options.Value.Folder, $"{name}.key")) ? Get(name) : null;

    byte[] Load(string name)
    {
        var folder = Directory.CreateDirectory(options.Value.Folder).FullName;
        var path = Path.Combine(folder, $"{name}.key");
        if (!File.Exists(path)) Make(path);
        var key = File.ReadAllBytes(path);
        return key.Length == 32 ? key : throw new InvalidOperationException($"The key file {name}.key is damaged: it holds {key.Length} bytes, not 32.");
    }

    /// <summary>
    /// Whole or not at all, and once, whoever asks at the same time: a key that somebody sealed with and that was then
    /// replaced would open nothing any more. Moving a file over is no lock, since on Unix it may replace what is there.
    /// </summary>
    static void Make(string path)
    {
        using var turn = Turn(Path.Combine(Path.GetDirectoryName(path)!, "keys.lock"));
        if (File.Exists(path)) return;
        var draft = $"{path}.new";
        using (var file = new FileStream(draft, OwnersOnly(FileMode.Create)))
        {
            file.Write(RandomNumberGenerator.GetBytes(32));
            file.Flush(flushToDisk: true);
        }
        File.Move(draft, path);
    }

    /// <summary>Waits until no other thread or process makes a key here.</summary>
    static FileStream Turn(string path)
    {
        var (spin, since) = (new SpinWait(), Stopwatch.GetTimestamp());
        while (true)
            try
            {
                return new FileStream(path, OwnersOnly(FileMode.OpenOrCreate));
            }
            catch (IOException) when (Stopwatch.GetElapsedTime(since) < MostWait)
            {
                spin.SpinOnce();
            }
    }

    static FileStreamOptions OwnersOnly(FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }
}
