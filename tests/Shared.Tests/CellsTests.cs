using Mentorship.ServiceDefaults.PersonalData;

namespace Mentorship.Shared.Tests;

public sealed class CellsTests
{
    [Theory]
    [InlineData("a@x.example,Kim,college", "Kim", true)]
    [InlineData("a@x.example;\"kim\";college", "Kim", true)]
    [InlineData("Kim\tcollege", "Kim", true)]
    [InlineData("a@x.example,Kimball,college", "Kim", false)]
    [InlineData("a@x.example,Kim Roe,knows Kim", "Kim", false)]
    [InlineData("x,y,Maya Ortiz", "Maya Ortiz", true)]
    [InlineData("x,y,\"I know MAYA ORTIZ, and others\"", "Maya Ortiz", true)]
    [InlineData("x,y,Maya Ortizky", "Maya Ortiz", false)]
    [InlineData("x,y,Amaya Ortiz", "Maya Ortiz", false)]
    [InlineData("x,y,Amaya Ortiz and Maya Ortiz.", "Maya Ortiz", true)]
    [InlineData("Write to maya@x.example.", "maya@x.example", true)]
    [InlineData("<maya@x.example>", "maya@x.example", true)]
    [InlineData("amaya@x.example", "maya@x.example", false)]
    [InlineData("the.maya@x.example", "maya@x.example", false)]
    [InlineData("maya@x.example.edu", "maya@x.example", false)]
    [InlineData("", "maya@x.example", false)]
    public void A_word_is_found_where_it_stands_by_itself(string text, string word, bool found) => Assert.Equal(found, Cells.Hold(text, [word]));
}
