using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
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
    readonly ConcurrentDictionary<string, byte[]> _keys = new();

    /// <summary>The key of that name; made if there is none.</summary>
    public byte[] Get(string name) => _keys.GetOrAdd(name, Load);

    byte[] Load(string name)
    {
        var folder = Directory.CreateDirectory(options.Value.Folder).FullName;
        var path = Path.Combine(folder, $"{name}.key");
        if (!File.Exists(path)) Make(path);
        var key = File.ReadAllBytes(path);
        return key.Length == 32 ? key : throw new InvalidOperationException($"The key file {name}.key is damaged: it holds {key.Length} bytes, not 32.");
    }

    static void Make(string path)
    {
        var draft = $"{path}.{Environment.ProcessId}";
        var only = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) only.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(draft, only))
        {
            file.Write(RandomNumberGenerator.GetBytes(32));
            file.Flush(flushToDisk: true);
        }
        try
        {
            File.Move(draft, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process of the same service was first; its key is the key.
            File.Delete(draft);
        }
    }
}
