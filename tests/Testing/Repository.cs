using System.Reflection;

namespace Mentorship.Testing;

/// <summary>Where things lie in the working copy that these tests were built from.</summary>
public static class Repository
{
    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>`Debug` or `Release`: the services are taken from the same build as the tests.</summary>
    public static string Configuration { get; } =
        typeof(Repository).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;

    /// <summary>
    /// The real preference data beside the working copy (or where SHARED_DATA says), or null where it is not there.
    /// Tests over it carry <c>[Trait("Data", "shared")]</c> and skip without it; `tests/run` says which it was.
    /// </summary>
    public static string? SharedData { get; } =
        Path.GetFullPath(Environment.GetEnvironmentVariable("SHARED_DATA") ?? Path.Combine(Root, "..", "shared", "data")) is var folder
        && Directory.Exists(folder) ? folder : null;

    /// <summary>The built program of a service, for instance `Matching`.</summary>
    public static string Program(string project)
    {
        var dll = Path.Combine(Root, "services", project, "bin", Configuration, "net10.0", $"Mentorship.{project}.dll");
        return File.Exists(dll) ? dll : throw new FileNotFoundException($"{project} is not built: {dll} is missing. Build the solution first.");
    }

    static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Mentorship.sln")))
                return folder.FullName;
        throw new DirectoryNotFoundException($"No Mentorship.sln above {AppContext.BaseDirectory}: tests run from within the working copy.");
    }
}
