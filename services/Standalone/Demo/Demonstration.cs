using Microsoft.Data.Sqlite;

namespace Mentorship.Standalone.Demo;

/// <summary>
/// Whether this start shows the demonstration. It is made once, into an empty data folder, in Development only; a
/// file in the folder says that it is being made or ready, so that half of one is never taken for a whole.
/// </summary>
internal sealed class Demonstration
{
    const string Making = "making", Ready = "ready";

    readonly string _mark;

    Demonstration(string mark, bool shown) => (_mark, Shown) = (mark, shown);

    public bool Shown { get; }

    /// <summary>For the Portal: the people a newcomer may look through the eyes of.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Settings => !Shown ? [] :
    [
        new("Demo:Enabled", "true"),
        new("School:Name", "Northmoor School of Medicine"),
        new("School:TimeZone", "America/Chicago"),
        new("Mail:From", "Northmoor programme office <office@northmoor.example>"),
        .. DemoSchool.Welcomed.SelectMany((person, i) => new KeyValuePair<string, string?>[]
        {
            new($"Demo:People:{i}:Email", person.Email),
            new($"Demo:People:{i}:Role", person.Role),
            new($"Demo:People:{i}:Says", person.Says),
        }),
    ];

    public static Demonstration Choose(DataFolder data, IHostEnvironment environment, IConfiguration configuration, bool wanted)
    {
        var mark = Path.Combine(data.Path, "demo");
        var state = File.Exists(mark) ? File.ReadAllText(mark) : null;
        var asked = configuration.GetValue<bool?>("Demo:Enabled");
        if (!environment.IsDevelopment())
        {
            if (state is not null) throw new StartRefusedException($"{data.Path} holds the demonstration. Outside Development start with another folder: --Data:Folder=…");
            if (asked is true) throw new StartRefusedException("The demonstration is for Development only. Start without Demo:Enabled.");
            return new(mark, shown: false);
        }
        if (state == Making) Discard(data, mark);
        var empty = state == Making || !File.Exists(Path.Combine(data.Path, "profile.db"));
        var shown = state == Ready || (empty && wanted && asked is not false);
        // Before there is a database: whatever ends this start early, a taken port too, the next one begins again.
        if (shown && state != Ready) File.WriteAllText(mark, Making);
        return new(mark, shown);
    }

    /// <summary>Makes it where this folder has none yet. Pages are served meanwhile.</summary>
    public async Task MakeAsync(WebApplication app)
    {
        if (!Shown || await File.ReadAllTextAsync(_mark) == Ready) return;
        Console.WriteLine("  Making the demonstration: one school, two programmes, 240 students, 90 mentors.");
        try
        {
            await DemoSchool.OpenAsync(app);
        }
        catch (Exception fault) when (!app.Lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // Half a school misleads more than none: end in good order, and the next start makes it anew.
            await app.StopAsync();
            throw new StartRefusedException($"The demonstration could not be made. Start again to make it anew, or with --no-demo.\n{fault}");
        }
        catch (OperationCanceledException)
        {
            return;
        }
        await File.WriteAllTextAsync(_mark, Ready);
        Console.WriteLine("  The demonstration is ready. Nobody in it is real, and no mail leaves this machine.");
        foreach (var (email, role, _) in DemoSchool.Welcomed) Console.WriteLine($"    {role,-12} {email}");
        Console.WriteLine("  Sign in with one click on the first page, or with the mailed code under /development/mail.");
        Console.WriteLine();
    }

    /// <summary>A start that was ended while making it left half a school behind, and nothing of anybody's own.</summary>
    static void Discard(DataFolder data, string mark)
    {
        SqliteConnection.ClearAllPools();
        foreach (var file in Directory.EnumerateFiles(data.Path, "*.db*")) File.Delete(file);
        if (Directory.Exists(Path.Combine(data.Path, "mail"))) Directory.Delete(Path.Combine(data.Path, "mail"), recursive: true);
        // Last, and always: what is kept here from now on may be somebody's own.
        File.Delete(mark);
    }
}
