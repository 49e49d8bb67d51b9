namespace Mentorship.Cli.Tests;

/// <summary>Real preferences, beside the checkout and not part of it.</summary>
static class SharedData
{
    public static string Folder { get; } = Environment.GetEnvironmentVariable("SHARED_DATA") is { Length: > 0 } told ? told : BesideTheCheckout();

    static string BesideTheCheckout()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Mentorship.sln")))
                return Path.Combine(folder.Parent!.FullName, "shared", "data");
        throw new InvalidOperationException("The tests do not run from within a checkout.");
    }
}
