namespace Mentorship.Standalone;

/// <summary>What someone who started the program needs to read first.</summary>
internal static class Greeting
{
    /// <summary>Here rather than in launch settings alone, so that the built program listens there too.</summary>
    public const string Address = "http://localhost:5080";

    public static void UseDataFolder(this WebApplicationBuilder builder, DataFolder data, Demo.Demonstration demo)
    {
        // First in line, so that anything configured otherwise goes before it.
        builder.Configuration.Sources.Insert(0, new Microsoft.Extensions.Configuration.Memory.MemoryConfigurationSource
        {
            InitialData = demo.Settings.Concat(data.Settings(builder.Environment.IsDevelopment())).DistinctBy(s => s.Key),
        });
        if (builder.Configuration["urls"] is null && builder.Configuration["http_ports"] is null) builder.WebHost.UseUrls(Address);
    }

    public static void Print(WebApplication app, DataFolder data)
    {
        Console.WriteLine();
        Console.WriteLine($"  Mentorship is running. Open {app.Urls.First()}");
        Console.WriteLine($"  Data: {data.Path}");
        Console.WriteLine("  Ctrl+C ends it.");
        Console.WriteLine();
    }
}
