using Mentorship.Matching.Engine;

namespace Mentorship.Matching.EngineTests;

public sealed class RulesTests
{
    static readonly MentorProfile[] Mentors = [People.Mentor(1), People.Mentor(2) with { Stages = ["doctoral"] }, People.Mentor(3) with { Paused = true }];

    [Fact]
    public void A_student_for_whom_someone_is_possible_is_out_because_all_are_full()
    {
        var why = Rules.WhyUnmatched(People.By(new()), People.Student(), Mentors);
        Assert.Equal(new WhyUnmatched("CapacityFull", "The one mentor who fits is full.", "One more place with one of them."), why);
    }

    [Fact]
    public void Else_it_is_the_rule_that_the_nearest_mentors_fail_at()
    {
        var hours = People.Student() with { Time = People.Time("Mon 09-10") };
        var evening = People.Mentor() with { Time = People.Time("Mon 18-20") };

        Assert.Equal("NoMentors", Why(new(), People.Student()).Code);
        Assert.Equal(("StageNotAccepted", "No mentor takes college students."), Said(Why(new(), People.Student(), Mentors[1])));
        Assert.Equal(("Paused", "1 mentor takes college students, but nobody new for now."), Said(Why(new(), People.Student(), Mentors[1], Mentors[2])));
        Assert.Equal(("NoSharedTime", "1 mentor fits, but none is free 2 hours a week at the times given."), Said(Why(new() { MinSharedHours = 2 }, hours, evening, Mentors[1])));
        Assert.Equal(("NotRanked", "1 mentor is possible, but nobody was named, and this cohort pairs only those who were."), Said(Why(new() { RankedOnly = true }, hours, evening)));
        Assert.Equal(("NothingGoodEnough", "1 mentor would be possible, but no pair is good enough for this cohort."), Said(Why(new() { Floor = 50_001 }, People.Student(), People.Mentor())));
        Assert.Equal("Forbidden", Why(new(), People.Student() with { Forbidden = new HashSet<Guid> { evening.Id } }, evening).Code);
        Assert.Equal("ConflictOfInterest", Why(new(), People.Student() with { Conflicts = new HashSet<Guid> { evening.Id } }, evening).Code);
    }

    [Fact]
    public void What_is_not_possible_is_counted_once_and_the_most_frequent_stands_first()
    {
        var found = Rules.NotPossible(People.By(new()), People.Student(), [.. Mentors, People.Mentor(4) with { Paused = true }]);
        Assert.Equal([new Hindrance("Paused", "2 take nobody new for now.", 2), new Hindrance("StageNotAccepted", "1 does not take college students.", 1)], found);
        Assert.Equal([new Hindrance("StageNotAccepted", "2 are at a stage this mentor does not take.", 2)],
            Rules.NotPossible(People.By(new()), Mentors[1], [People.Student(1), People.Student(2)]));
    }

    [Fact]
    public void Only_what_the_policy_set_up_may_be_bent()
    {
        Assert.Equal([Rule.NotRanked, Rule.NoSharedTime], Enum.GetValues<Rule>().Where(Rules.MayBend));
        var scoring = People.By(new() { MinSharedHours = 2 });
        Assert.Equal("The policy asks for 2 hours a week together; they share 1½ hours.", Rules.Sentence(Rule.NoSharedTime, scoring,
            People.Student() with { Time = People.Time("Mon 9-10:30") }, People.Mentor() with { Flexible = true }));
    }

    static WhyUnmatched Why(ScoringPolicy policy, StudentProfile student, params MentorProfile[] mentors) => Rules.WhyUnmatched(People.By(policy), student, mentors);

    static (string, string) Said(WhyUnmatched why) => (why.Code, why.Sentence);
}
