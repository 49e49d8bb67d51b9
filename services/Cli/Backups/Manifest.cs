namespace Mentorship.Cli.Backups;

/// <summary>What an archive holds, as its first entry says.</summary>
/// <param name="Kind"><c>data</c> or <c>keys</c>.</param>
/// <param name="Keys">A fingerprint of every key that the data was sealed with, so that data is never restored with another installation's keys.</param>
sealed record Manifest(int Format, string Kind, DateTimeOffset MadeAt, IReadOnlyDictionary<string, string> Keys, ManifestFile[] Files)
{
    public const string Entry = "manifest.json";
    public const int Known = 1;
    public const string OfData = "data", OfKeys = "keys";
}

/// <summary>A file of the archive, with its SHA-256 in hexadecimal.</summary>
sealed record ManifestFile(string Path, long Size, string Sha256);
