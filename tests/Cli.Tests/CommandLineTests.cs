using Mentorship.Cli.CommandLine;

namespace Mentorship.Cli.Tests;

/// <summary>What is typed wrongly is answered with one sentence that names the option, and nothing is tried.</summary>
public sealed class CommandLineTests
{
    const string Id = "0195a1b2-0000-7000-8000-000000000001";

    public static TheoryData<string, string> Mistakes => new()
    {
        { "exprot", "There is no mentorship exprot." },
        { "import file.csv --kind students", "--cohort is missing" },
        { "import file.csv --kind students --cohort summer", "--cohort takes an id" },
        { $"import file.csv --kind teachers --cohort {Id}", "--kind is students, mentors, choices, trainings or conflicts, not \"teachers\"." },
        { $"import --kind students --cohort {Id}", "FILE is missing." },
        { $"import a.csv b.csv --kind students --cohort {Id}", "takes one FILE, not 2 words." },
        { $"import a.csv --kind students --cohort {Id} --cohort {Id}", "--cohort is given twice." },
        { $"import a.csv --kind --cohort {Id}", "--kind needs a value" },
        { $"import nowhere.csv --kind students --cohort {Id}", "There is no file" },
        { $"import a.csv --kind students --cohort {Id} --address localhost:5080", "--address takes an address" },
        { $"import a.csv --kind students --cohort {Id} --apply=yes", "--apply takes no value." },
        { "backup --data here", "--to is missing" },
        { "backup --data /tmp --into there", "--into is not an option of mentorship backup." },
        { "restore everything --archive a --keys b --data c", "\"everything\" is one word too many" },
        { "dead-letters", "dead-letters is followed by list, show, redrive or purge." },
        { "dead-letters list", "Give --data FOLDER for one process, or --host NAME for RabbitMQ." },
        { "dead-letters list --data a --host b", "Give --data or --host, not both." },
        { "dead-letters list --host b --port many", "--port takes a number" },
        { "dead-letters show --data a --all --limit none", "--limit takes a number" },
    };

    [Theory, MemberData(nameof(Mistakes))]
    public async Task A_mistake_is_named_and_nothing_is_tried(string typed, string sentence)
    {
        var said = (await Said.ByAsync(typed.Split(' '))).Is(Exit.Usage);
        Assert.Contains(sentence, said.Error);
        Assert.Contains("--help says more.", said.Error);
        Assert.Empty(said.Out);
    }

    [Fact]
    public async Task Help_names_every_verb_and_each_verb_every_option()
    {
        var all = (await Said.ByAsync("--help")).Is(Exit.Done).Out;
        Assert.Equal(all, (await Said.ByAsync()).Out);
        foreach (var verb in Verbs.All)
        {
            Assert.Contains($"mentorship {verb.Name} ", all);
            var own = (await Said.ByAsync([.. verb.Name.Split(' '), "--help"])).Is(Exit.Done).Out;
            Assert.All(verb.Options, option => Assert.Contains($"  {option.Written} ", own));
        }
    }

    [Fact]
    public async Task Help_of_dead_letters_names_its_four_verbs()
    {
        var help = (await Said.ByAsync("dead-letters", "--help")).Is(Exit.Done).Out;
        Assert.All(["list", "show", "redrive", "purge"], verb => Assert.Contains($"mentorship dead-letters {verb} ", help));
        Assert.DoesNotContain("mentorship backup", help);
    }

    [Fact]
    public async Task A_value_may_be_joined_with_an_equals_sign()
    {
        var said = (await Said.ByAsync("backup", "--data=/nowhere/at/all", "--to=/tmp")).Is(Exit.Failed);
        Assert.Contains("/nowhere/at/all is not a data folder", said.Error);
    }
}
