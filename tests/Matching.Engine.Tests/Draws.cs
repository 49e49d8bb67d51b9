namespace Mentorship.Matching.EngineTests;

/// <summary>The numbers the benchmark's generator draws (`tests/Benchmarks/peers/gen.c`), so that both make the same instances.</summary>
sealed class Draws(ulong seed)
{
    ulong state = seed;

    public int Below(ulong n) => (int)(((Next() >> 32) * n) >> 32);

    /// <summary>Low numbers are likelier: some mentors are asked for by many.</summary>
    public int Skewed(ulong n)
    {
        var u = Next() >> 32;
        return (int)((((u * u) >> 32) * n) >> 32);
    }

    ulong Next()
    {
        var z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
