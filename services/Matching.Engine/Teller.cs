namespace Mentorship.Matching.Engine;

/// <summary>Tells from any thread how many students are scored, one call at a time and not for each of them.</summary>
sealed class Teller(int total, Action<Progress>? progress)
{
    const int Each = 64;

    readonly Lock gate = new();
    int done;

    public void Done(int more)
    {
        if (progress is null)
            return;
        lock (gate)
        {
            var before = done;
            done += more;
            if (done / Each > before / Each || done == total)
                progress(new Progress("Scoring pairs", done, total));
        }
    }
}
