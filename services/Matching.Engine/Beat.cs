namespace Mentorship.Matching.Engine;

/// <summary>Looks at a cancellation every so many steps, a few milliseconds' worth.</summary>
sealed class Beat(CancellationToken cancel)
{
    const int StepsPerLook = 1 << 15;

    int steps;

    public void Step(int count)
    {
        steps += count;
        if (steps < StepsPerLook)
            return;
        steps = 0;
        cancel.ThrowIfCancellationRequested();
    }
}
