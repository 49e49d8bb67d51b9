using Mentorship.Profile.Vocabulary;

namespace Mentorship.Profile.People;

internal static class SentAnswers
{
    /// <summary>What was sent, over what stands there: whatever was left out stays, an empty list or text empties it.</summary>
    public static Answers Over(
        Answers has, FormReader read, Terms terms, string[]? interests, string[]? goals, string[]? languages, string? timeZone, string[]? hours, string? about, Meeting meeting, string noInterest)
    {
        var (found, aimed) = read.Terms(terms, "interests", interests ?? [], "goals", goals ?? []);
        // A word may have moved to the other list, which then is more than what was there.
        found = interests is null ? [.. has.Interests.Union(found)] : found;
        aimed = goals is null ? [.. has.Goals.Union(aimed)] : aimed;
        if (interests is not null && found.Length == 0)
            read.Bad("interests", "", noInterest);
        return new Answers(found, aimed,
            languages is null ? has.Languages : read.Languages("languages", languages),
            timeZone is null ? has.TimeZone : read.Zone("timeZone", timeZone) ?? "",
            hours is null ? has.Availability : read.Hours("availability", hours),
            about is null ? has.About : read.Text("about", about, EntryReader.LongestAbout),
            meeting);
    }
}
