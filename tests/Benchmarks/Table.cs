using System.Globalization;

namespace Mentorship.Benchmarks;

/// <summary>Our figures beside the peers', as the rows of one table.</summary>
sealed class Table(Solvers solvers)
{
    const string Simplex = "LEMON network simplex";
    const string Scaling = "LEMON cost scaling";

    public void Print(string size)
    {
        Console.WriteLine("| what | instance | peer | peer, CPU s | ours, CPU s (first call) | ratio | reach | peer, MB | ours, MB | answer |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|");
        if (size == "million")
        {
            Compare("read", Instance.Pairs("surplus", 1_000_000, 20), null);
            Compare("welfare", Instance.Pairs("surplus", 1_000_000, 20), null);
            return;
        }

        var students = size == "quick" ? 10_000 : 100_000;
        var (surplus, balanced) = (Instance.Pairs("surplus", students, 20), Instance.Pairs("balanced", students, 20, "0 5 11"));
        var (scarce, dense) = (Instance.Pairs("scarce", students, 20, "0 4 11"), Instance.Pairs("surplus", students, 50));
        Compare("read", surplus, null);
        Compare("welfare", surplus, 0.35, Simplex);
        Compare("welfare", scarce, 0.35, Simplex);
        Compare("welfare", balanced, 0.30, Simplex, Scaling);
        Compare("welfare", dense, 0.6, Simplex);
        if (size == "quick")
            Compare("welfare", surplus, null, "SciPy LAPJVsp");
        OverBest("welfare: worst regime over best", 4, surplus, scarce, balanced);
        foreach (var instance in new[] { surplus, scarce, balanced, dense })
            Over("fair over welfare", instance, 1.5);
        Memory(surplus, 0.5);
        Compare("stable", new("47208x15-ranked", "hr", 47_208, 6_626, 15), 1.5, "native floor");
        foreach (var instance in new[] { surplus, scarce, balanced })
            Override(instance, 0.001);
        var (peer, ours) = (solvers.NumPy(), solvers.Run("scoring", surplus));
        Row("scoring with the fifty best", "10000x10000", "NumPy", peer, ours, ours?.Best / peer?.Best, Number(0.35), null);
    }

    void Compare(string what, Instance instance, double? reach, params string[] peers)
    {
        var ours = solvers.Run(what, instance);
        var (name, peer) = peers.Select(p => (p, solvers.Run(p, instance))).OrderBy(p => p.Item2?.Best ?? double.MaxValue).FirstOrDefault(("–", null));
        var answer = ours is null ? "none" : !ours.Certified ? "not valid" : peer is null ? what == "read" ? "–" : "valid" : ours.Answer == peer.Answer ? "valid, the same" : $"{ours.Answer}, not {peer.Answer}";
        Row(what, instance.Name, name, peer, ours, ours?.Best / peer?.Best, Number(reach), answer);
    }

    void OverBest(string what, double reach, params Instance[] regimes)
    {
        double[] seconds = [.. regimes.Select(r => solvers.Run("welfare", r)?.Best ?? double.PositiveInfinity)];
        Row(what, "the three above", "itself", null, null, seconds.Max() / seconds.Min(), Number(reach), null);
    }

    void Over(string what, Instance instance, double reach)
    {
        var (fair, welfare) = (solvers.Run("fair", instance), solvers.Run("welfare", instance));
        Row(what, instance.Name, "own welfare", welfare, fair, fair?.Best / welfare?.Best, Number(reach), fair is { Certified: true } ? "valid" : "not valid");
    }

    /// <summary>The median, and in brackets where the first call stands elsewhere the 95th of a hundred.</summary>
    void Override(Instance instance, double reach)
    {
        var (once, cold) = (solvers.Run("override", instance), solvers.Run("welfare", instance));
        Row("re-solve after one override: median (p95)", instance.Name, "own cold solve", cold, once, once?.Best / cold?.Best, Number(reach), once is null ? "none" : "checked");
    }

    void Memory(Instance instance, double reach)
    {
        var (ours, peer) = (solvers.Run("welfare", instance), solvers.Run(Simplex, instance));
        Row("peak memory", instance.Name, Simplex, peer, ours, ours?.PeakMb / peer?.PeakMb, Number(reach), null);
    }

    static void Row(string what, string instance, string peer, Measured? theirs, Measured? ours, double? ratio, string reach, string? answer)
    {
        Console.WriteLine($"| {what} | {instance} | {peer} | {Number(theirs?.Best)} | {Number(ours?.Best)}{(ours is null ? "" : $" ({Number(ours.First)})")} | {Number(ratio)} | {reach} | {Whole(theirs?.PeakMb)} | {Whole(ours?.PeakMb)} | {answer ?? "–"} |");
        Console.Out.Flush();
    }

    static string Number(double? value) => value?.ToString("0.#####", CultureInfo.InvariantCulture) ?? "–";

    static string Whole(double? value) => value?.ToString("0", CultureInfo.InvariantCulture) ?? "–";
}
