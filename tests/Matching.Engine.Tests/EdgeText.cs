using Mentorship.Matching.Engine;

namespace Mentorship.Matching.EngineTests;

static class EdgeText
{
    /// <summary>The instance in the edge format.</summary>
    public static string Of(Instance instance)
    {
        var text = new StringWriter { NewLine = "\n" };
        text.WriteLine($"# students,mentors,edges\n{instance.Students},{instance.Mentors},{instance.Edges}\n# capacities (one per mentor): mentor,min,max");
        for (var j = 0; j < instance.Mentors; j++)
            text.WriteLine($"{j},{instance.Min[j]},{instance.Max[j]}");
        text.WriteLine("# edges: student,mentor,weight");
        for (var i = 0; i < instance.Students; i++)
            for (var e = instance.Start[i]; e < instance.Start[i + 1]; e++)
                text.WriteLine($"{i},{instance.Mentor[e]},{instance.Score[e]}");
        return text.ToString();
    }
}
