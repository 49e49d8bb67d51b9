using System.Globalization;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Mentorship.Benchmarks;

return args switch
{
    ["ours", var what, var file, var repetitions] => Ours.Run(what, file, int.Parse(repetitions, CultureInfo.InvariantCulture)),
    ["table", var size, var built] => Print(size, built),
    ["regimes"] => Regimes.Print(),
    ["micro", var built] => Micro(built),
    _ => 2,
};

static int Print(string size, string built)
{
    new Table(new Solvers(built, TimeSpan.FromMinutes(20))).Print(size);
    return 0;
}

static int Micro(string built)
{
    Environment.SetEnvironmentVariable("BENCHMARKS_BUILT", built);
    // In this process: the project that BenchmarkDotNet would make knows nothing of this repository's build.
    var job = Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance);
    var config = DefaultConfig.Instance.AddJob(job).WithArtifactsPath(Path.Combine(built, "micro"));
    BenchmarkRunner.Run([typeof(Mentorship.Benchmarks.Micro), typeof(ScoringBenchmark)], config);
    return 0;
}
