namespace Mentorship.Matching.Engine;

/// <summary>Where people stand by id, whatever order they were given in.</summary>
sealed class Places
{
    readonly int[] place, position;

    public Places(Guid[] ids)
    {
        position = [.. Enumerable.Range(0, ids.Length)];
        Array.Sort(ids, position);
        place = new int[ids.Length];
        for (var p = 0; p < place.Length; p++)
            place[position[p]] = p;
    }

    public int Of(int position) => place[position];

    public int PositionAt(int place) => position[place];
}
