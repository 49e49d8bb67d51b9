using Mentorship.Matching.Engine;

namespace Mentorship.Matching.EngineTests;

/// <summary>After the auction hardly anything is left to mend, so here the step after it begins from far away.</summary>
public sealed class PotentialsTests
{
    [Fact]
    public void From_any_matching_the_moves_that_make_it_cheaper_are_found_until_none_is_left()
    {
        var cycles = 0;
        for (var seed = 0; seed < 2000; seed++)
        {
            var instance = seed % 50 > 0 ? Instances.Tiny(seed, 8, 5) : Instances.Generated(200, 20, 6, (ulong)seed, min: 2, lowest: 6, range: 8);
            var beat = new Beat(CancellationToken.None);
            var face = new Counts(instance, 0, beat).Solve().ToFace();
            var cost = Array.ConvertAll(face.Edge, e => Levels.Points(Objective.Welfare, instance.Score[e]));

            var potentials = new Potentials(face, cost, new long[face.Mentors], beat);
            var price = potentials.Solve();

            var best = Solver.Solve(instance, Objective.Welfare);
            Assert.Equal(best.Cost, face.At.Where(e => e >= 0).Sum(e => cost[e]) + instance.Pins.Sum(p => 100_000L - p.Score));
            // Whoever is placed is placed as cheaply as can be at these prices.
            for (var i = 0; i < face.Students; i++)
                for (var e = face.Start[i]; e < face.Start[i + 1]; e++)
                    Assert.True(face.At[i] < 0 || cost[face.At[i]] + price[face.Mentor[face.At[i]]] <= cost[e] + price[face.Mentor[e]]);
            cycles += potentials.Cycles;
        }
        Assert.True(cycles > 1000);
    }
}
