using Mentorship.Matching.Engine;

namespace Mentorship.Matching.EngineTests;

public sealed class RankFormatTests
{
    const string Good = "p hr 3 2 4\nm 0 1\nm 1 2\ns 0 1 0\ns 1 0\ns 2 1\nr 0 0 1\nr 1 2 0\n";

    [Fact]
    public void A_good_file_is_read()
    {
        var instance = Read(Good);
        Assert.Equal((3, 2, 4), (instance.Students, instance.Mentors, instance.Pairs));
        Assert.Equal([1, 2], instance.Capacity);
        Assert.Equal([1, 0, 0, 1], instance.Mentor);
        Assert.Equal([0, 1, 2, 0], instance.Student);
        Assert.Equal([1, 0, 1, 0], instance.Rank);
        Assert.Equal(Good, Rankings.Text(instance));
    }

    [Fact]
    public void Lines_of_a_kind_may_come_in_any_order()
    {
        var instance = Read("p hr 3 2 4\nm 1 2\nm 0 1\ns 2 1\ns 0 1 0\ns 1 0\nr 1 2 0\nr 0 0 1\n");
        Assert.Equal(Good, Rankings.Text(instance));
    }

    [Fact]
    public void Windows_line_ends_blanks_and_blank_last_lines_do_no_harm() =>
        Assert.Equal(Good, Rankings.Text(Read(Good.Replace("s 0 1 0", "s 0  1 0 ").ReplaceLineEndings("\r\n") + "\r\n \r\n")));

    [Fact]
    public void A_list_longer_than_the_readers_buffer_is_read()
    {
        var all = Enumerable.Range(0, 40_000).ToArray();
        var instance = Read(Rankings.Text(Rankings.Of([3], [.. all.Select(_ => new[] { 0 })], [all])));
        Assert.Equal(all, instance.Student);
    }

    [Fact]
    public void Generated_rankings_come_back_from_their_text()
    {
        var (instance, _) = Rankings.Generated(700, 70, 9, 2);
        Assert.Equal(StableSolver.Solve(instance).Fingerprint, StableSolver.Solve(Read(Rankings.Text(instance))).Fingerprint);
    }

    [Theory]
    [InlineData("p hr 3 2 4", "p sm 3 2 4", 1, "Expected the line “p hr students mentors pairs”.")]
    [InlineData("p hr 3 2 4", "p hr 3 2", 1, "Expected the line “p hr students mentors pairs”.")]
    [InlineData("p hr 3 2 4", "p hr 3 2 4 1", 1, "Expected the line “p hr students mentors pairs”.")]
    [InlineData("p hr 3 2 4", "p hr 3 2 -4", 1, "A count is negative.")]
    [InlineData("p hr 3 2 4", "p hr 3 two 4", 1, "“two” is not a whole number.")]
    [InlineData("p hr 3 2 4", "p hr 99999999 2 4", 1, "There are more than 50000000 people.")]
    [InlineData("p hr 3 2 4", "p hr 3 2 3", 6, "The students' lists go on after 3 entries.")]
    [InlineData("p hr 3 2 4", "p hr 3 2 5", 6, "The students' lists end after 4 of 5 entries.")]
    [InlineData("m 0 1\n", "", 3, "Expected m mentor capacity.")]
    [InlineData("m 0 1\n", "m 0\n", 2, "Expected m mentor capacity.")]
    [InlineData("m 0 1\n", "m \n", 2, "Expected m mentor capacity.")]
    [InlineData("m 0 1\n", "m 0 1 1\n", 2, "Expected m mentor capacity.")]
    [InlineData("m 0 1\n", "m 1 1\n", 3, "The capacity of mentor 1 is given twice.")]
    [InlineData("m 0 1\n", "m 2 1\n", 2, "There is no mentor 2; there are 2, counted from 0.")]
    [InlineData("m 0 1\n", "m 0 -1\n", 2, "Mentor 0 has the negative capacity -1.")]
    [InlineData("m 0 1\n", "m 0 3000000000\n", 2, "“3000000000” is not a whole number.")]
    [InlineData("s 1 0\n", "", 6, "Expected s student mentor….")]
    [InlineData("s 1 0\n", "s \n", 5, "Expected s student mentor….")]
    [InlineData("s 1 0\n", "s 0 0\n", 5, "The list of student 0 is given twice.")]
    [InlineData("s 1 0\n", "s 3 0\n", 5, "There is no student 3; there are 3, counted from 0.")]
    [InlineData("s 1 0\n", "s 1 2\n", 5, "There is no mentor 2; there are 2, counted from 0.")]
    [InlineData("s 1 0\n", "s 1 0x\n", 5, "“0x” is not a whole number.")]
    [InlineData("s 0 1 0\n", "s 0 1 1\n", 4, "Student 0 names mentor 1 twice.")]
    [InlineData("s 2 1\n", "s 2 0\n", 6, "Student 2 names mentor 0, who does not name them.")]
    [InlineData("r 1 2 0\n", "r 1 2 2\n", 8, "Mentor 1 names student 2 twice.")]
    [InlineData("r 1 2 0\n", "r 1 2\n", 8, "The mentors' lists end after 3 of 4 entries.")]
    [InlineData("r 1 2 0\n", "", 8, "The file ends where r mentor student… is expected.")]
    [InlineData("r 1 2 0\n", "r 1 2 0\ns 0 1\n", 9, "The file goes on after the lists of its 2 mentors.")]
    public void A_bad_line_is_named(string part, string instead, int line, string message)
    {
        var refusal = Assert.Throws<BadLineException>(() => Read(Good.Replace(part, instead, StringComparison.Ordinal)));
        Assert.Equal((line, message), (refusal.Line, refusal.Message));
    }

    static StableInstance Read(string text) => RankFormat.Read(new StringReader(text));
}
