using System.Security.Cryptography;

namespace Mentorship.Standalone;

/// <summary>
/// Where one process keeps everything: databases, mail, keys. It belongs to one process at a time, which holds a
/// lock file on it; SQLite would let a second one in, and the bus in memory would not know of it.
/// </summary>
internal sealed class DataFolder : IDisposable
{
    static readonly string[] Services = ["profile", "matching", "notification", "portal", "cli"];

    readonly FileStream _lock;

    DataFolder(string path, FileStream held) => (Path, _lock) = (path, held);

    public string Path { get; }

    /// <summary>Opens and locks the folder; makes it where there is none.</summary>
    public static DataFolder Open(string folder)
    {
        // Names and addresses lie in it: for whoever runs the program, and nobody else.
        var path = (OperatingSystem.IsWindows() ? Directory.CreateDirectory(folder)
            : Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute)).FullName;
        try
        {
            return new DataFolder(path, new FileStream(System.IO.Path.Combine(path, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException)
        {
            throw new StartRefusedException($"Another process is using the data folder {path}. End it first, or choose another folder with --Data:Folder=…");
        }
    }

    /// <summary>What the services need to know of this folder. Anything configured otherwise goes before it.</summary>
    public Dictionary<string, string?> Settings(bool development)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Database:Provider"] = "sqlite",
            ["Database:Folder"] = Path,
            ["Bus:Transport"] = "memory",
            ["Keys:Folder"] = System.IO.Path.Combine(Path, "keys"),
            ["Ledger:Heads"] = System.IO.Path.Combine(Path, "ledger-heads"),
            ["Erasures:List"] = System.IO.Path.Combine(Path, "erasures.txt"),
            ["Mail:Folder"] = System.IO.Path.Combine(Path, "mail"),
            ["Mail:Mode"] = development ? "folder" : "smtp",
            ["Mail:From"] = development ? "Programme office <office@localhost>" : null,
        };
        foreach (var service in Services) settings[$"Clients:{service}"] = Secret(service);
        return settings;
    }

    /// <summary>The secret by which a service gets its tokens, made at the first start.</summary>
    string Secret(string service)
    {
        var folder = Directory.CreateDirectory(System.IO.Path.Combine(Path, "keys")).FullName;
        var file = System.IO.Path.Combine(folder, $"{service}.client");
        if (File.Exists(file)) return File.ReadAllText(file);
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var only = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) only.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var writer = new StreamWriter(file, only);
        writer.Write(secret);
        return secret;
    }

    public void Dispose() => _lock.Dispose();
}

/// <summary>Why the program does not start, in a sentence for whoever started it.</summary>
internal sealed class StartRefusedException(string sentence) : Exception(sentence);
