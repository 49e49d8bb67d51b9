using Mentorship.Matching.Engine;

namespace Mentorship.Matching.EngineTests;

public sealed class StableSolverTests
{
    [Theory]
    [InlineData(2_000, 200, 0x3bc095a5891d4b28, 0xcc09b9fc9e954a70)]
    [InlineData(20_000, 2_000, 0xdec9cbb56b528298, 0x189c6e8e9643935c)]
    [InlineData(47_208, 6_626, 0x9031fda5e28c2266, 0x93cf2e3565296643)]
    public void Generated_rankings_give_the_known_matching(int students, int mentors, ulong check, ulong known) => Gives(students, mentors, check, known);

    [Fact]
    [Trait("Category", "Long")]
    public void Two_hundred_thousand_students_get_the_known_matching() => Gives(200_000, 20_000, 0xa5e550865c7f5b86, 0xff8fdc57903d2e79);

    [Fact]
    public void Tiny_rankings_give_the_stable_matching_that_is_best_for_every_student()
    {
        var several = 0;
        for (var seed = 0; seed < 1_500; seed++)
        {
            var instance = Rankings.Tiny(seed);
            var stable = StableBruteForce.All(instance);
            var best = stable.Single(one => stable.All(other => StableBruteForce.NoStudentPrefers(instance, other, one)));

            Assert.Equal(best, StableSolver.Solve(instance).MentorOf);
            several += stable.Count > 1 ? 1 : 0;
        }
        Assert.True(several > 25, $"only {several} had more than one stable matching");
    }

    [Fact]
    public void Other_numbers_for_the_same_people_change_nothing()
    {
        var (instance, _) = Rankings.Generated(600, 60, 8, 5);
        var random = new Random(9);
        int[] student = [.. Enumerable.Range(0, 600)], mentor = [.. Enumerable.Range(0, 60)];
        random.Shuffle(student);
        random.Shuffle(mentor);
        var (capacity, ofStudent, ofMentor) = (new int[60], new int[600][], new int[60][]);
        for (var j = 0; j < 60; j++)
            (capacity[mentor[j]], ofMentor[mentor[j]]) = (instance.Capacity[j], [.. Rankings.ListOf(j, instance.MentorStart, instance.Student).Select(i => student[i])]);
        for (var i = 0; i < 600; i++)
            ofStudent[student[i]] = [.. Rankings.ListOf(i, instance.Start, instance.Mentor).Select(j => mentor[j])];

        var (one, other) = (StableSolver.Solve(instance), StableSolver.Solve(Rankings.Of(capacity, ofStudent, ofMentor)));

        for (var i = 0; i < 600; i++)
            Assert.Equal(one.MentorOf[i] < 0 ? -1 : mentor[one.MentorOf[i]], other.MentorOf[student[i]]);
    }

    [Fact]
    public void Mentors_without_places_students_without_choices_and_nobody_at_all_do_no_harm()
    {
        Assert.Equal([-1, 1, -1], StableSolver.Solve(Rankings.Of([0, 1], [[0], [0, 1], []], [[1, 0], [1]])).MentorOf);
        Assert.Empty(StableSolver.Solve(Rankings.Of([], [], [])).MentorOf);
        Assert.Equal([-1], StableSolver.Solve(Rankings.Of([], [[]], [])).MentorOf);
    }

    [Fact]
    public void One_giant_mentor_takes_the_best_of_all()
    {
        var order = Enumerable.Range(0, 5_000).ToArray();
        new Random(3).Shuffle(order);

        var solution = StableSolver.Solve(Rankings.Of([2_000], [.. order.Select(_ => new[] { 0 })], [order]));

        Assert.Equal(2_000, solution.Matched);
        Assert.All(order[..2_000], i => Assert.Equal(0, solution.MentorOf[i]));
    }

    [Fact]
    public void Rankings_that_do_not_agree_are_refused()
    {
        Refused("Mentor 0 has the negative capacity -1.", [-1], [], [[]]);
        Refused("There is no mentor 1; there are 1, counted from 0.", [1], [[1]], [[0]]);
        Refused("There is no student 4; there are 1, counted from 0.", [1], [[0]], [[4]]);
        Refused("Student 0 names mentor 0 twice.", [1, 1], [[0, 0]], [[0], [0]]);
        Refused("Mentor 1 names student 0 twice.", [1, 1], [[0, 1], [1]], [[0], [0, 0]]);
        Refused("Student 1 names mentor 0, who does not name them.", [1, 1], [[0, 1], [0]], [[0], [0, 1]]);
        Refused("Mentor 0 names student 1, who does not name them.", [1, 1], [[0], []], [[0, 1], []]);
        Assert.Throws<ArgumentException>(() => StableInstance.Of([1], [0, 2], [0], [0, 1], [0]));
        Assert.Throws<ArgumentException>(() => StableInstance.Of([1], [0, 1, 0, 1], [0], [0, 1], [0]));
        Assert.Throws<ArgumentException>(() => StableInstance.Of([1, 1], [0, 1], [0], [0, 1], [0]));
    }

    static void Refused(string sentence, int[] capacity, int[][] ofStudent, int[][] ofMentor) =>
        Assert.Equal(sentence, Assert.Throws<InvalidInstanceException>(() => Rankings.Of(capacity, ofStudent, ofMentor)).Message);

    static void Gives(int students, int mentors, ulong check, ulong known)
    {
        var (instance, drawn) = Rankings.Generated(students, mentors, 15, 42);
        Assert.Equal($"{check:x16}", $"{drawn:x16}");

        var solution = StableSolver.Solve(instance);

        Assert.Equal($"{known:x16}", $"{solution.Fingerprint:x16}");
        Assert.Empty(StableVerifier.Check(instance, solution));
    }
}
