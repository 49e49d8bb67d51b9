using Mentorship.Matching.Engine;

namespace Mentorship.Matching.EngineTests;

public sealed class ReasonTests
{
    static readonly MentorProfile Holt = People.Mentor() with
    {
        Stages = ["college", "doctoral"], Interests = ["cardiology", "hiv"], Goals = ["apply"], Languages = ["en", "es"],
        Time = WeeklyTime.Parse(["Wed 16-17:30", "Fri 08-12"], People.NewYork),
    };

    static readonly StudentProfile Imani = People.Student() with
    {
        Interests = ["cardiology", "hiv"], Goals = ["apply", "paper"], Languages = ["es", "en"],
        Time = WeeklyTime.Parse(["Wed 15-18"], People.NewYork), Rankings = new Dictionary<Guid, int> { [Holt.Id] = 1 },
    };

    static IReadOnlyList<Reason> Of(StudentProfile s, MentorProfile m, Viewer viewer = Viewer.Student, ScoringPolicy? policy = null) =>
        People.By(policy ?? new()).Explain(s, m, viewer, People.NewYork).Reasons;

    static Reason About(Criterion criterion, StudentProfile s, MentorProfile m, Viewer viewer = Viewer.Student) =>
        Of(s, m, viewer).Single(r => r.Criterion == criterion);

    [Fact]
    public void A_student_reads_sentences_best_reason_first_and_then_what_speaks_against() => Assert.Equal(
        [
            "You both named **cardiology** and **HIV and AIDS**.",
            "You both speak **Spanish** and **English**.",
            "This mentor was **your first choice**.",
            "Takes **college students**, your stage.",
            "Offers help with **applying to medical school**, which you want.",
            "You are both free just **1½ hours a week**: Wednesday 4 to 5:30 pm.",
        ],
        Of(Imani, Holt).Select(r => r.Sentence));

    [Fact]
    public void The_office_reads_chips() => Assert.Equal(
        ["Cardiology, HIV and AIDS", "Spanish, English", "1st choice", "Likes this stage", "Applying to medical school", "1½ h shared"],
        Of(Imani, Holt, Viewer.Office).Select(r => r.Chip));

    [Fact]
    public void Everything_that_does_not_fit_speaks_against()
    {
        var other = Imani with { Interests = ["hand"], Goals = ["paper"], Languages = ["fr"], Time = People.Time("Mon 09-10"), Rankings = new Dictionary<Guid, int> { [People.Id(2, 9)] = 1 } };

        var reasons = Of(other, Holt, Viewer.Office);

        Assert.Equal("Likes this stage", Assert.Single(reasons, r => !r.Against).Chip);
        Assert.Equal(["No shared interest", "Goals not offered", "No shared language", "No shared hours", "Not among the choices"], reasons.Where(r => r.Against).Select(r => r.Chip));
        Assert.Same(reasons[0], reasons.Single(r => !r.Against));
    }

    [Fact]
    public void What_was_not_stated_stands_last_and_says_so()
    {
        var reasons = Of(People.Student(), Holt, Viewer.Student);

        Assert.Equal(["Interests not stated", "Goals not stated", "Languages not stated", "Hours not stated"], reasons.Where(r => !r.Stated).Select(r => r.Chip));
        Assert.Equal("You have not stated what you want help with.", reasons.Single(r => r.Chip == "Goals not stated").Sentence);
        Assert.All(reasons.SkipWhile(r => r.Stated), r => Assert.False(r.Stated));
        Assert.Equal("The mentor has not stated what they help with.", About(Criterion.Goals, Imani, People.Mentor()).Sentence);
        Assert.Equal("Neither side has stated any free hours.", About(Criterion.Time, People.Student(), People.Mentor()).Sentence);
    }

    [Fact]
    public void A_criterion_that_is_off_is_not_spoken_of() =>
        Assert.DoesNotContain(Of(Imani, Holt, Viewer.Office, new() { Time = Weight.Off }), r => r.Criterion == Criterion.Time);

    [Fact]
    public void Nobody_learns_how_the_other_side_ranked()
    {
        var others = new Dictionary<Guid, int> { [People.Id(9, 9)] = 1 };
        var ranks = new Dictionary<Guid, int> { [Imani.Id] = 4 };
        var mute = Imani with { Rankings = new Dictionary<Guid, int>() };

        Assert.Equal("This mentor was **your first choice**.", About(Criterion.Rankings, Imani, Holt with { Rankings = ranks }).Sentence);
        Assert.DoesNotContain(Of(mute, Holt with { Rankings = others }), r => r.Criterion == Criterion.Rankings);
        Assert.DoesNotContain(Of(mute, Holt with { Rankings = ranks }), r => r.Criterion == Criterion.Rankings);
        Assert.Equal("You are **among the student's choices**.", About(Criterion.Rankings, Imani, Holt, Viewer.Mentor).Sentence);
        Assert.DoesNotContain(Of(Imani with { Rankings = others }, Holt, Viewer.Mentor), r => r.Criterion == Criterion.Rankings);
        Assert.Equal("The student's **first choice**. The mentor ranked the student **fourth**.", About(Criterion.Rankings, Imani, Holt with { Rankings = ranks }, Viewer.Office).Sentence);
    }

    [Fact]
    public void That_wishes_were_weighed_is_told_and_nothing_of_what_came_of_it()
    {
        var wishing = Imani with { Wishes = [new("place", ["rural"], Weight.Medium)] };
        MentorProfile Told(string answer) => Holt with { Told = new Dictionary<string, IReadOnlyCollection<string>> { ["place"] = [answer] } };

        Assert.Equal("What **you asked for** in a mentor was weighed, as a whole.", About(Criterion.Asked, wishing, Holt).Sentence);
        Assert.DoesNotContain(Of(Imani, Told("rural")), r => r.Criterion == Criterion.Asked);
        Assert.DoesNotContain(Of(wishing, Told("rural"), Viewer.Mentor), r => r.Criterion == Criterion.Asked);
        foreach (var viewer in Enum.GetValues<Viewer>())
        {
            Assert.Equal(Of(wishing, Holt, viewer), Of(wishing, Told("rural"), viewer));
            Assert.Equal(Of(wishing, Holt, viewer), Of(wishing, Told("city"), viewer));
        }
    }

    [Fact]
    public void Near_interests_and_open_ones_are_named_as_such()
    {
        Assert.Equal("You named **diabetes**, which is close to **cardiology** here.", About(Criterion.Interests, Imani with { Interests = ["diabetes", "hand"] }, Holt).Sentence);
        Assert.Equal("You are **still exploring**. Here you would get to know **cardiology**.", About(Criterion.Interests, Imani with { Interests = ["exploring"] }, Holt).Sentence);
        Assert.Equal("Open to any area", About(Criterion.Interests, Imani with { Interests = ["exploring"] }, Holt, Viewer.Office).Chip);
    }

    [Fact]
    public void The_rarest_interest_in_common_is_named_first_and_long_chips_are_cut()
    {
        var (s, m) = (Imani with { Interests = ["cardiology", "hand", "heart-failure", "rhythm"] }, Holt with { Interests = ["cardiology", "hand", "heart-failure", "rhythm"] });
        var rarity = Rarity.Of([s, Imani with { Interests = ["cardiology", "heart-failure"] }, Imani with { Interests = ["heart-failure", "rhythm"] }], [m]);

        var reason = People.By(new(), rarity).Explain(s, m, Viewer.Office, People.NewYork).Reasons.Single(r => r.Criterion == Criterion.Interests);

        Assert.Equal("Hand surgery, Cardiology and 2 more", reason.Chip);
        Assert.Equal("Both named **hand surgery**, **cardiology**, **heart rhythm** and **heart failure**.", reason.Sentence);

        var wide = new Taxonomy([new("a", "Robotic and minimally invasive surgery", null), new("b", "Apps", null)]);
        var both = new Scoring(wide, new(), Rarity.None).Explain(s with { Interests = ["a", "b"] }, m with { Interests = ["a", "b"] }, Viewer.Office, People.NewYork);
        Assert.Contains(both.Reasons, r => r.Chip == "Robotic and minimally invasive surgery and 1 more");
    }

    [Fact]
    public void Hours_are_told_in_the_readers_zone()
    {
        var (student, mentor) = (Imani with { Time = WeeklyTime.Parse(["Wed 9-12"], People.NewYork) }, Holt with { Flexible = true });
        var scoring = People.By(new());

        Assert.Equal("You are both free **Wednesday 9 am to noon**, 3 hours a week in all.", scoring.Explain(student, mentor, Viewer.Student, People.NewYork).Reasons.Single(r => r.Criterion == Criterion.Time).Sentence);
        Assert.Contains("Wednesday 2 to 5 pm", scoring.Explain(student, mentor, Viewer.Mentor, TimeZoneInfo.Utc).Reasons.Single(r => r.Criterion == Criterion.Time).Sentence);
    }

    [Fact]
    public void Chips_are_short_and_every_bold_part_is_closed()
    {
        var (students, mentors) = People.Pool(60, 60);
        var scoring = People.By(new(), Rarity.Of(students, mentors));
        foreach (var (s, m) in students.Zip(mentors))
        {
            foreach (var viewer in Enum.GetValues<Viewer>())
            {
                var fit = scoring.Explain(s, m, viewer, People.NewYork);
                Assert.Equal(scoring.Score(s, m), fit.Score);
                Assert.All(fit.Reasons, r =>
                {
                    Assert.InRange(r.Chip.Length, 3, 60);
                    Assert.EndsWith(".", r.Sentence, StringComparison.Ordinal);
                    Assert.Equal(0, r.Sentence.Split("**").Length % 2 - 1);
                    Assert.Equal(char.ToUpperInvariant(r.Sentence.TrimStart('*')[0]), r.Sentence.TrimStart('*')[0]);
                });
            }
        }
    }
}
