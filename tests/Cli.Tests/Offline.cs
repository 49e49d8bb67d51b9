using System.Globalization;
using System.Text.Json;
using Mentorship.Cli.CommandLine;

namespace Mentorship.Cli.Tests;

/// <summary>A folder of files for the verbs that need no running system.</summary>
public abstract class Offline : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("mentorship-offline-").FullName;

    protected string At(string name) => Path.Combine(folder, name);

    protected string Put(string name, string text)
    {
        File.WriteAllText(At(name), text);
        return At(name);
    }

    /// <summary>What the verb prints under --json.</summary>
    private protected static async Task<JsonElement> JsonAsync(params string[] typed) =>
        JsonDocument.Parse((await Said.ByAsync([.. typed, "--json"])).Is(Exit.Done).Out).RootElement;

    /// <summary>Bad input ends with 2 and one line on standard error.</summary>
    private protected static async Task RefusedAsync(string sentence, params string[] typed)
    {
        var said = (await Said.ByAsync(typed)).Is(Exit.BadInput);
        Assert.Equal(sentence + Environment.NewLine, said.Error);
        Assert.Empty(said.Out);
    }

    protected static int[] MatchesIn(string path, int students)
    {
        var lines = File.ReadAllLines(path);
        Assert.Equal("student,mentor", lines[0]);
        var mentorOf = new int[students];
        Array.Fill(mentorOf, -1);
        var last = -1;
        foreach (var line in lines[1..])
        {
            int[] pair = [.. line.Split(',').Select(n => int.Parse(n, CultureInfo.InvariantCulture))];
            Assert.True(pair[0] > last, "the matches are not in student order");
            (mentorOf[pair[0]], last) = (pair[1], pair[0]);
        }
        return mentorOf;
    }

    public void Dispose()
    {
        Directory.Delete(folder, recursive: true);
        GC.SuppressFinalize(this);
    }
}
