using Mentorship.Matching.Engine;

namespace Mentorship.Matching.EngineTests;

public sealed class WeeklyTimeTests
{
    [Theory]
    [InlineData("Mon 09-12", 3)]
    [InlineData("mon 9-12", 3)]
    [InlineData("Monday 09:30-12", 2.5)]
    [InlineData("Sun 22-24", 2)]
    [InlineData("Tue 00-24", 24)]
    [InlineData("Wed 16:30–18:15", 1.75)]
    [InlineData("Wed 09:10-10:10", 0.75)] // quarters that are free from end to end
    public void Entries_are_read(string entry, double hours) => Assert.Equal(hours, People.Time(entry).Hours);

    [Theory]
    [InlineData("")]
    [InlineData("Mon")]
    [InlineData("M 09-12")]
    [InlineData("Mon 12-09")]
    [InlineData("Mon 09-25")]
    [InlineData("Mon 09:60-12")]
    [InlineData("Mon -3-12")]
    [InlineData("Mon 09-12-13")]
    [InlineData("Funday 09-12")]
    public void What_cannot_be_read_is_quoted(string entry)
    {
        Assert.False(WeeklyTime.TryParse(["Mon 09-12", entry], TimeZoneInfo.Utc, out _, out var error));
        Assert.Contains($"“{entry}”", error);
        Assert.Throws<FormatException>(() => People.Time(entry));
    }

    [Fact]
    public void Overlapping_entries_count_once() => Assert.Equal(4, People.Time("Mon 09-12", "Mon 11-13").Hours);

    [Theory]
    [InlineData("America/New_York", "Europe/London", 1)]   // 9-12 there is 14-17 here
    [InlineData("America/New_York", "Asia/Kathmandu", 0)]
    [InlineData("Asia/Kathmandu", "Asia/Kolkata", 2.75)]   // a quarter of an hour apart
    public void Hours_are_compared_where_people_are(string student, string mentor, double shared) => Assert.Equal(shared,
        WeeklyTime.Parse(["Wed 09-12"], Zone(student)).SharedHours(WeeklyTime.Parse([mentor == "Europe/London" ? "Wed 16-19" : "Wed 09-12"], Zone(mentor))));

    [Fact]
    public void Sunday_evening_in_the_west_meets_Monday_in_the_east()
    {
        var west = WeeklyTime.Parse(["Sun 18-20"], Zone("America/Los_Angeles")); // Monday 02:00 UTC
        Assert.Equal(2, west.SharedHours(People.Time("Mon 02-04")));
        Assert.Equal("Sunday 6 to 8 pm", west.LongestSlot(Zone("America/Los_Angeles")));
        Assert.Equal("Monday 11 am to 1 pm", west.LongestSlot(Zone("Asia/Tokyo")));
    }

    [Theory]
    [InlineData("Wed 16-17:30", "Wednesday 4 to 5:30 pm")]
    [InlineData("Wed 11-13", "Wednesday 11 am to 1 pm")]
    [InlineData("Wed 12-13", "Wednesday noon to 1 pm")]
    [InlineData("Wed 09-12", "Wednesday 9 am to noon")]
    [InlineData("Wed 22-24", "Wednesday 10 pm to midnight")]
    [InlineData("Wed 00-01", "Wednesday midnight to 1 am")]
    [InlineData("Wed 00-13", "Wednesday midnight to 1 pm")]
    [InlineData("Wed 12:15-13", "Wednesday 12:15 to 1 pm")]
    [InlineData("Wed 00-24", "Wednesday all day")]
    public void The_longest_slot_is_told_as_people_say_it(string entry, string words) => Assert.Equal(words, People.Time("Mon 09-09:15", entry).LongestSlot(TimeZoneInfo.Utc));

    [Fact]
    public void Nothing_and_everything_have_words_too()
    {
        Assert.Null(People.Time().LongestSlot(TimeZoneInfo.Utc));
        Assert.Equal("any time", WeeklyTime.Always.LongestSlot(TimeZoneInfo.Utc));
        Assert.Equal(168, WeeklyTime.Always.Hours);
    }

    static TimeZoneInfo Zone(string id) => TimeZoneInfo.FindSystemTimeZoneById(id);
}
