using System.Diagnostics;
using Mentorship.Matching.Engine;

namespace Mentorship.Matching.EngineTests;

/// <summary>Optima that other solvers found.</summary>
public sealed class OptimaTests(ITestOutputHelper output)
{
    [Theory]
    [Trait("Data", "shared")]
    [InlineData("glasgow-1", 0, 330_000, 6_750_000_000)]
    [InlineData("glasgow-2", 0, 255_000, 5_175_000_000)]
    [InlineData("glasgow-3", 0, 180_000, 3_150_000_000)]
    [InlineData("glasgow-4", 0, 210_000, 4_725_000_000)]
    [InlineData("aamas-2015", 30, 5_960_000, 238_400_000_000)]
    public void Real_preferences_reach_the_known_optimum(string file, int unmatched, long welfare, long fair)
    {
        var path = Path.Combine(SharedData(), file + ".csv");
        Assert.SkipUnless(File.Exists(path), $"The shared data are not beside this checkout: there is no {path}.");
        using var reader = File.OpenText(path);
        var instance = EdgeFormat.Read(reader);

        var (most, nobodyBehind) = (Solver.Solve(instance, Objective.Welfare), Solver.Solve(instance, Objective.Fair));

        Assert.Equal((unmatched, welfare), (instance.Students - most.Matched, most.Cost));
        Assert.Equal((unmatched, fair), (instance.Students - nobodyBehind.Matched, nobodyBehind.Cost));
        Assert.Empty(Verifier.Check(instance, most));
        Assert.Empty(Verifier.Check(instance, nobodyBehind));
    }

    [Theory]
    [InlineData(1_000, 20, 0, 5, 13, 18_181_279)]
    [InlineData(1_000, 50, 0, 5, 13, 15_549_658)]
    [InlineData(10_000, 20, 0, 5, 13, 181_248_981)]
    [InlineData(10_000, 50, 0, 5, 13, 154_474_242)]
    [InlineData(10_000, 20, 3, 5, 13, 181_269_189)]
    [InlineData(10_000, 20, 0, 5, 11, 106_190_134_614)]
    [InlineData(10_000, 20, 0, 4, 11, 1_106_163_766_738)]
    public void Generated_cohorts_reach_the_known_optimum(int students, int k, int min, int lowest, int range, long known)
    {
        var instance = Instances.Generated(students, students / 10, k, 42, min, lowest, range);
        var watch = Stopwatch.StartNew();

        var solution = Solver.Solve(instance, Objective.Welfare);

        output.WriteLine($"{watch.ElapsedMilliseconds} ms");
        Assert.Equal(known, solution.Cost + (instance.Students - solution.Matched) * (100_000L * students + 1));
        Assert.Empty(Verifier.Check(instance, solution));
    }

    /// <summary>Beside the checkout, which is where the solution file is.</summary>
    static string SharedData()
    {
        if (Environment.GetEnvironmentVariable("SHARED_DATA") is { Length: > 0 } told)
            return told;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Mentorship.sln")))
                return Path.Combine(folder.Parent!.FullName, "shared", "data");
        throw new InvalidOperationException("The tests do not run from within a checkout.");
    }
}
