using System.Text.RegularExpressions;
using Mentorship.Profile.Vocabulary;
using Mentorship.Testing;

namespace Mentorship.Profile.Tests;

public sealed partial class ShippedTermsTests
{
    static readonly Terms Shipped = Terms.Shipped;

    [Fact]
    public void There_are_at_least_250_terms_and_each_hangs_in_its_tree()
    {
        Assert.True(Shipped.All.Count >= 250, $"{Shipped.All.Count} terms");
        Assert.All(Shipped.All, t =>
        {
            Assert.Matches(Code(), t.Code);
            Assert.DoesNotContain(TermChange.Local, t.Code, StringComparison.Ordinal);
            Assert.Contains(t.Kind, (string[])[Term.Interest, Term.Goal]);
            Assert.Matches(Name(), t.Name);
            Assert.True(t.Parent is null || Shipped.Find(t.Parent)?.Kind == t.Kind, t.Code);
            Assert.True(Shipped.Above(t).Count() < 4, $"{t.Code} hangs too deep to be found by browsing.");
        });
    }

    [Fact]
    public void No_word_stands_for_two_terms()
    {
        // Of one kind that is refused when they are read; an interest and a goal of one name would be mixed up in a file.
        Assert.Empty(Shipped.Interests.Texts.Keys.Intersect(Shipped.Goals.Texts.Keys));
        Assert.Throws<InvalidDataException>(() => new Terms(1, [new("a", "Alike", null, Term.Interest), new("b", "alike", null, Term.Interest)], strict: true));
    }

    [Fact]
    public void A_synonym_adds_a_word_and_none_is_empty()
    {
        Assert.All(Shipped.All, t => Assert.All(t.Synonyms, s =>
        {
            Assert.Equal(s.Trim().ToLowerInvariant(), s);
            Assert.NotEqual(WordList<Term>.Plain(t.Name), WordList<Term>.Plain(s));
            Assert.DoesNotContain(';', s);
        }));
        Assert.True(Shipped.All.Count(t => t.Synonyms.Length > 0) >= 250);
    }

    [Fact]
    public void A_released_code_is_still_there_and_means_what_it_meant()
    {
        var released = File.ReadLines(Path.Combine(Repository.Root, "tests/Profile.Tests/golden/terms.csv")).Skip(1).Select(line => line.Split(',', 3)).ToList();
        Assert.True(released.Count >= 234);
        Assert.All(released, r => Assert.Equal((r[0], r[1], r[2]), Shipped.Find(r[0]) is { } t ? (t.Code, t.Kind, t.Name) : default));
    }

    [Theory]
    [InlineData("cardiology", "cardiology")]
    [InlineData("card", "cardiology")] // a name that begins so, the shortest first
    [InlineData("er", "emergency-medicine")] // the very word, though many begin with it
    [InlineData("surg", "surgery")]
    [InlineData("heart doc", "cardiology")] // a synonym
    [InlineData("kids", "pediatrics")]
    [InlineData("step 1", "board-exams")]
    [InlineData("cardiolgy", "cardiology")] // one letter left out
    [InlineData("cardoil", "cardiology")] // two swapped, and not yet at the end
    [InlineData("Dermatolojy", "dermatology")]
    [InlineData("pediatrix", "pediatrics")]
    [InlineData("Opthalmology", "ophthalmology")]
    [InlineData("anesthisiology", "anesthesiology")]
    [InlineData("getting into med school", "apply-medical-school")]
    public void The_likeliest_term_comes_first(string typed, string code) =>
        Assert.Equal(code, SearchTaxonomy.Find(Everything, typed).First().Term.Code);

    [Fact]
    public void Names_come_before_words_inside_them_and_those_before_synonyms()
    {
        // "Health at work", then "Community health", then the synonyms that begin so.
        var ranks = SearchTaxonomy.Find(Everything, "health").Select(f =>
            f.Term.Name.StartsWith("Health", StringComparison.OrdinalIgnoreCase) ? 0 : f.Term.Name.Contains(" health", StringComparison.OrdinalIgnoreCase) ? 1 : 2).ToList();
        Assert.Equal(ranks.Order(), ranks);
        Assert.Equal([0, 1, 2], ranks.Distinct());
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("x")]
    [InlineData("qqqqq")]
    [InlineData("zz")]
    public void What_nobody_means_finds_nothing(string typed) => Assert.DoesNotContain(SearchTaxonomy.Find(Everything, typed), f => !f.Text.Contains(typed, StringComparison.Ordinal));

    static IEnumerable<KeyValuePair<string, Term>> Everything => Shipped.Interests.Texts.Concat(Shipped.Goals.Texts);

    [GeneratedRegex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Code();

    /// <summary>As a person would type it: no brackets around a Latin name, nothing that parts words in a file.</summary>
    [GeneratedRegex(@"^[A-Z][^;|\n]{1,59}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Name();
}
