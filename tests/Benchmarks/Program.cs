using System.Globalization;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Running;
using Mentorship.Benchmarks;

return args switch
{
    ["ours", var what, var file, var repetitions] => Ours.Run(what, file, int.Parse(repetitions, CultureInfo.InvariantCulture)),
    ["table", var size, var built] => Print(size, built),
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
    BenchmarkRunner.Run<Mentorship.Benchmarks.Micro>(DefaultConfig.Instance.WithArtifactsPath(Path.Combine(built, "micro")));
    return 0;
}
