using Mentorship.Testing;

namespace Mentorship.ContractsTests;

/// <summary>The C# sources as they stand in the working copy.</summary>
internal static class Sources
{
    public static IEnumerable<(string Path, string Text)> Of(string folder) =>
        from file in Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories)
        let path = Path.GetRelativePath(Repository.Root, file)
        where !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal) && !path.Contains("/node_modules/", StringComparison.Ordinal)
        select (path, File.ReadAllText(file));
}
