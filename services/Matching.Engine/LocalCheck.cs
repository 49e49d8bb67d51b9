namespace Mentorship.Matching.Engine;

/// <summary>
/// Checks the part of a network that a change touched. The rest was checked before and is as it was, so the whole is
/// optimal when this part fulfils what <see cref="Verifier"/> asks of all.
/// </summary>
static class LocalCheck
{
    /// <summary>What is wrong, or null.</summary>
    /// <param name="network">After the change.</param>
    /// <param name="touched">Mentors whose places, minimum or pins may have changed.</param>
    public static string? Fault(Network network, IEnumerable<int> touched)
    {
        foreach (var (j, asked) in network.WasAsking)
            if (j < network.Mentors && (Places(network, j) ?? Price(network, j, asked)) is { } fault)
                return fault;
        foreach (var j in touched)
            if (Places(network, j) is { } fault)
                return fault;
        foreach (var i in network.WasAt.Keys)
            if (Student(network, i) is { } fault)
                return fault;
        return null;
    }

    static string? Places(Network network, int j)
    {
        var (load, places, asks) = (network.Load(j), network.Places(j), network.Price(j));
        if (load > Math.Max(0, places))
            return $"Mentor {j} has {load} students for {places} places.";
        if (load < places && asks > network.NextPlace(j))
            return $"Mentor {j} has a free place and asks more than it costs.";
        if (load > 0 && asks < network.LastPlace(j))
            return $"Mentor {j} asks less than the last place costs.";
        return null;
    }

    /// <summary>A higher price can only make the mentor's own students look elsewhere, a lower one only others look here.</summary>
    static string? Price(Network network, int j, in Levels asked)
    {
        if (network.Price(j) < asked)
            return Column(network, j);
        foreach (var i in network.Room(j))
            if (Student(network, i) is { } fault)
                return fault;
        return null;
    }

    static string? Column(Network network, int j)
    {
        var students = network.Columns.Other(j);
        var scores = network.Columns.Score(j);
        for (var c = 0; c < students.Length; c++)
        {
            var i = students[c];
            if (network.PinOf(i) < 0 && network.Pays(i) > network.EdgeCost(i, j, scores[c]) + network.Price(j))
                return $"Student {i} would do better with mentor {j}.";
        }
        network.Beat.Step(students.Length);
        return null;
    }

    static string? Student(Network network, int i)
    {
        if (network.PinOf(i) >= 0)
            return null;
        var pays = network.Pays(i);
        if (pays > network.StayOut(i))
            return $"Student {i} does not pay the price of staying out.";
        var mentors = network.Rows.Other(i);
        var scores = network.Rows.Score(i);
        for (var r = 0; r < mentors.Length; r++)
            if (pays > network.EdgeCost(i, mentors[r], scores[r]) + network.Price(mentors[r]))
                return $"Student {i} would do better with mentor {mentors[r]}.";
        network.Beat.Step(mentors.Length);
        return null;
    }
}
