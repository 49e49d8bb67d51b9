using Mentorship.Matching.Engine;

namespace Mentorship.Matching.EngineTests;

public sealed class EdgeFormatTests
{
    const string Good = "# students,mentors,edges\n2,2,3\n# mentor,min,max\n0,0,1\n1,1,2\n# student,mentor,weight\n0,0,100\n0,1,200\n1,1,100000\n";

    [Fact]
    public void A_good_file_is_read()
    {
        var instance = Read(Good);
        Assert.Equal((2, 2, 3), (instance.Students, instance.Mentors, instance.Edges));
        Assert.Equal([0, 1], instance.Min);
        Assert.Equal([1, 2], instance.Max);
        Assert.Equal(200, instance.ScoreOf(0, 1));
    }

    [Fact]
    public void Windows_line_ends_and_blank_last_lines_do_no_harm() => Assert.Equal(3, Read(Good.ReplaceLineEndings("\r\n") + "\r\n\r\n").Edges);

    [Fact]
    public void A_floor_leaves_edges_out() => Assert.Equal(2, EdgeFormat.Read(new StringReader(Good), floor: 200).Edges);

    [Fact]
    public void Signs_and_spaces_do_no_harm() => Assert.Equal(200, Read(Good.Replace("0,1,200", " +0 , 1 ,200", StringComparison.Ordinal)).ScoreOf(0, 1));

    [Fact]
    public void Edges_may_come_in_any_order()
    {
        var instance = Read("# \n2,3,4\n# \n2,0,1\n0,0,1\n1,1,2\n# \n1,2,5\n0,1,6\n1,0,7\n0,0,8\n");
        Assert.Equal([0, 1, 0, 2], instance.Mentor);
        Assert.Equal([8, 6, 7, 5], instance.Score);
    }

    [Fact]
    public void Of_two_equal_edges_far_apart_the_second_is_named_even_under_the_floor()
    {
        var edges = string.Concat(Enumerable.Range(0, 50).Select(j => $"1,{j},{j}\n0,{j},{j}\n"));
        var mentors = string.Concat(Enumerable.Range(0, 50).Select(j => $"{j},0,1\n"));
        var refusal = Assert.Throws<BadLineException>(() => EdgeFormat.Read(new StringReader($"#\n2,50,102\n#\n{mentors}#\n{edges}1,3,9\n0,4,9\n"), floor: 40));
        Assert.Equal((155, "The edge of student 1 and mentor 3 is given twice."), (refusal.Line, refusal.Message));
    }

    [Theory]
    [InlineData("2,2,3", "99999999,2,3", 2, "There are more than 50000000 people.")]
    [InlineData("2,2,3", "2,2", 2, "Expected three numbers, students,mentors,edges.")]
    [InlineData("2,2,3", "2,x,3", 2, "“x” is not a whole number.")]
    [InlineData("2,2,3", "2,-2,3", 2, "A count is negative.")]
    [InlineData("# mentor,min,max\n", "", 3, "Expected a comment line such as “# capacities (one per mentor): mentor,min,max”.")]
    [InlineData("0,0,1\n", "0,0,-1\n", 4, "Mentor 0 has the negative capacity -1.")]
    [InlineData("1,1,2\n", "1,3,2\n", 5, "Mentor 1 has the minimum 3 above the capacity 2.")]
    [InlineData("1,1,2\n", "0,1,2\n", 5, "Mentor 0 is given twice.")]
    [InlineData("1,1,2\n", "2,1,2\n", 5, "There is no mentor 2; there are 2, counted from 0.")]
    [InlineData("0,1,200", "0,1,2.5", 8, "“2.5” is not a whole number.")]
    [InlineData("0,1,200", "0,1,100001", 8, "Student 0 and mentor 1 have the score 100001, which is not within 0 to 100000.")]
    [InlineData("0,1,200", "0,1,-5", 8, "Student 0 and mentor 1 have the score -5, which is not within 0 to 100000.")]
    [InlineData("0,1,200", "5,1,200", 8, "There is no student 5; there are 2, counted from 0.")]
    [InlineData("0,1,200", "0,0,200", 8, "The edge of student 0 and mentor 0 is given twice.")]
    [InlineData("1,1,100000\n", "", 9, "The file ends where student,mentor,weight is expected.")]
    [InlineData("1,1,100000\n", "1,1,100000\n1,0,7\n", 10, "The file goes on after its 3 edges.")]
    public void A_bad_line_is_named(string part, string instead, int line, string message)
    {
        var refusal = Assert.Throws<BadLineException>(() => Read(Good.Replace(part, instead, StringComparison.Ordinal)));
        Assert.Equal((line, message), (refusal.Line, refusal.Message));
    }

    static Instance Read(string text) => EdgeFormat.Read(new StringReader(text));
}
