using Mentorship.Cli.CommandLine;
using Mentorship.Testing;

namespace Mentorship.Cli.Tests;

public sealed class Dead_letters_in_one_process : DeadLetterTests
{
    internal override Task<Where> WhereAsync(string folder) => Task.FromResult(new Where([], [], ["--data", folder], "one-hear-in-trouble"));
}

public sealed class Dead_letters_on_RabbitMQ(Servers servers) : DeadLetterTests
{
    internal override async Task<Where> WhereAsync(string folder)
    {
        var settings = (await servers.RabbitAsync()).Settings;
        return new Where(settings, Environment(settings), [], "one-hear-in-trouble_error");
    }

    [Fact]
    public async Task A_password_that_is_not_right_is_said_so()
    {
        var rabbit = await servers.RabbitAsync();
        var said = await Said.WithAsync(new() { ["Bus__Password"] = "wrong" }, "dead-letters", "list", "--host", "127.0.0.1", "--port", $"{rabbit.Port}", "--user", "mentorship");
        Assert.Contains("does not let mentorship in", said.Is(Exit.Failed).Error);
        Assert.DoesNotContain("wrong", said.Error);
    }

    [Fact]
    public async Task On_a_broker_without_any_the_list_is_empty_whichever_queues_there_are()
    {
        var environment = Environment((await servers.RabbitAsync()).Settings);
        Assert.Contains("There are no dead letters.", (await Said.WithAsync(environment, "dead-letters", "list")).Is(Exit.Done).Out);
    }

    /// <summary>As the services are told.</summary>
    static Dictionary<string, string> Environment(Dictionary<string, string?> settings) =>
        settings.ToDictionary(s => s.Key.Replace(":", "__", StringComparison.Ordinal), s => s.Value!);
}

/// <summary>What the failing process is told, what the program finds in its environment and options, and the queue's name in lists.</summary>
sealed record Where(Dictionary<string, string?> Settings, Dictionary<string, string> Environment, string[] Options, string Queue);

/// <summary>A message that fails every time: seen, sent again once its cause is mended, or given up.</summary>
public abstract class DeadLetterTests : IAsyncLifetime
{
    readonly string _folder = Directory.CreateTempSubdirectory("mentorship-letters-").FullName;

    Where _where = null!;

    internal abstract Task<Where> WhereAsync(string folder);

    [Fact]
    public async Task A_message_is_shown_sent_again_once_and_worked_on_by_nobody_twice()
    {
        await using var process = await StartAsync();
        await process.AnnounceAsync(1);
        await process.AnnounceAsync(2);
        await process.AnnounceAsync(3);
        await Eventually.True("all three are set aside", async () => (await SayAsync("list")).Out.EndsWith(" 3\n", StringComparison.Ordinal));
        Assert.StartsWith(_where.Queue + " ", (await SayAsync("list")).Out);

        // Looking takes nothing away, however often.
        for (var look = 0; look < 6; look++) await SayAsync("show");
        var shown = (await SayAsync("show")).Out;
        var letters = shown.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, letters.Length);
        Assert.All(letters, letter => Assert.Matches($"^{_where.Queue}  [0-9a-f-]{{36}}  student-changed  20.+Z  System.InvalidOperationException$", letter));
        Assert.DoesNotContain("Imani", shown);
        Assert.Matches("\"version\": ?1\\b", (await SayAsync("show", "--body")).Out);

        // Sent again before its cause is mended it comes back.
        var first = letters[0].Split("  ")[1];
        Assert.Contains("1 message was sent again.", (await SayAsync("redrive", "--message", first)).Out);
        await Eventually.True("it is set aside again", async () => (await SayAsync("list")).Out.EndsWith(" 3\n", StringComparison.Ordinal));

        process.Mend();
        Assert.Contains("1 message was sent again.", (await SayAsync("redrive", "--message", first)).Out);
        await Eventually.True("it is worked on", async () => (await process.InTroubleAsync()).Length == 1);
        Assert.EndsWith(" 2\n", (await SayAsync("list")).Out);
        Assert.Contains("There is no dead letter", (await SayAsync(Exit.Failed, "redrive", "--message", first)).Error);

        Assert.Contains("2 messages were sent again.", (await SayAsync("redrive")).Out);
        await Eventually.True("all are worked on", async () => (await process.InTroubleAsync()).Length == 3);
        Assert.Equal(["1", "2", "3"], await process.InTroubleAsync());
        Assert.Equal(["1", "2", "3"], await process.WellAsync());
        Assert.Contains("There are no dead letters.", (await SayAsync("list")).Out);
    }

    [Fact]
    public async Task What_is_purged_is_gone_and_never_worked_on()
    {
        await using var process = await StartAsync();
        await process.AnnounceAsync(4);
        await process.AnnounceAsync(5);
        await Eventually.True("both are set aside", async () => (await SayAsync("list")).Out.EndsWith(" 2\n", StringComparison.Ordinal));
        process.Mend();

        Assert.Contains("Say which", (await Said.WithAsync(_where.Environment, ["dead-letters", "purge", .. _where.Options])).Is(Exit.Usage).Error);
        Assert.Contains("2 messages are deleted.", (await SayAsync("purge")).Out);
        Assert.Contains("There are no dead letters.", (await SayAsync("list")).Out);
        Assert.Contains("holds no dead letters.", (await SayAsync(Exit.Failed, "redrive")).Error);

        await process.AnnounceAsync(6);
        await Eventually.True("the next one is worked on", async () => (await process.InTroubleAsync()).Length > 0);
        Assert.Equal(["6"], await process.InTroubleAsync());
    }

    Task<Said> SayAsync(string verb, params string[] more) => SayAsync(Exit.Done, verb, more);

    async Task<Said> SayAsync(int code, string verb, params string[] more) =>
        (await Said.WithAsync(_where.Environment, ["dead-letters", verb, .. _where.Options, "--queue", "one-hear-in-trouble", .. more])).Is(code);

    async Task<TroubledProcess> StartAsync()
    {
        _where = await WhereAsync(_folder);
        return await TroubledProcess.StartAsync(new Dictionary<string, string?>(_where.Settings)
        {
            ["Database:Folder"] = _folder,
            ["Keys:Folder"] = Path.Combine(_folder, "keys"),
            ["Ledger:Heads"] = Path.Combine(_folder, "heads"),
        });
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
