using System.Text.RegularExpressions;
using Mentorship.Portal.Wording;
using Mentorship.Testing;

namespace Mentorship.Portal.Tests;

/// <summary>A school's own words for outcome figures: what it does not say is as shipped, and what cannot be right stops the start.</summary>
public sealed partial class WordingTests
{
    [Fact]
    public void Without_a_file_the_words_are_as_shipped()
    {
        Assert.False(OutcomeWords.Read(null).AreOwn);
        Assert.False(OutcomeWords.Read(" ").AreOwn);
        Assert.Equal("Outcome figures", OutcomeWords.Read(null)["title"]);
    }

    [Fact]
    public void What_the_file_leaves_out_is_as_shipped() => With("""{ "too-few": "Not enough answers." }""", path =>
    {
        var words = OutcomeWords.Read(path);
        Assert.True(words.AreOwn);
        Assert.Equal(("Not enough answers.", "Matched"), (words["too-few"], words["matched"]));
    });

    [Theory]
    [InlineData("""{ "titel": "Figures" }""", "“titel”")]
    [InlineData("""{ "title": "" }""", "leaves “title” empty")]
    [InlineData("""{ "title": 3 }""", "cannot be read")]
    [InlineData("""[ "title" ]""", "cannot be read")]
    [InlineData("not JSON", "cannot be read")]
    [InlineData("""{ "made": "Made {when}" }""", "{when}")]
    public void A_file_that_cannot_be_right_is_refused_with_what_is_wrong(string json, string why) => With(json, path =>
        Assert.Contains(why, Assert.Throws<InvalidDataException>(() => OutcomeWords.Read(path)).Message));

    [Fact]
    public void So_is_one_that_is_not_there() => Assert.Contains("cannot be read", Assert.Throws<InvalidDataException>(() => OutcomeWords.Read("/nowhere/words.json")).Message);

    [Fact]
    public void Every_word_of_the_pages_is_in_the_file_and_every_word_of_the_file_on_a_page()
    {
        var pages = string.Join('\n', Directory.EnumerateFiles(Path.Combine(Repository.Root, "services", "Portal", "Pages"), "*.cs*", SearchOption.AllDirectories)
            .Where(f => Path.GetFileName(f) is "Outcomes.cshtml" or "Outcomes.cshtml.cs" or "_Compared.cshtml" or "Figures.cs").Select(File.ReadAllText));
        var literal = Used().Matches(pages).Select(m => m.Groups[1].Value).ToHashSet();
        Assert.DoesNotContain(literal, k => !k.EndsWith('-') && !OutcomeWords.Keys.Contains(k));
        Assert.DoesNotContain(OutcomeWords.Keys, k => !pages.Contains($"\"{k}\"", StringComparison.Ordinal) && !MadeUp().IsMatch(k));
    }

    static void With(string json, Action<string> act)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, json);
            act(file);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [GeneratedRegex("(?:W|w|Words|words)(?:\\[|\\.Say\\()\"([a-z-]+)\"", RegexOptions.None, 1000)]
    private static partial Regex Used();

    /// <summary>Words whose key a page puts together.</summary>
    [GeneratedRegex("^(about|meaning)-|^any$", RegexOptions.None, 1000)]
    private static partial Regex MadeUp();
}
