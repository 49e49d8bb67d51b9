namespace Mentorship.Matching.Engine;

/// <summary>A short name for a matching, to tell at a glance whether two are the same.</summary>
static class Fingerprint
{
    /// <summary>FNV-1a 64 over the mentor of each student as 32-bit little-endian words, −1 for unmatched.</summary>
    public static ulong Of(int[] mentorOf)
    {
        var hash = 0xcbf29ce484222325UL;
        foreach (var mentor in mentorOf)
            for (var shift = 0; shift < 32; shift += 8)
                hash = (hash ^ ((uint)mentor >> shift & 0xff)) * 0x100000001b3UL;
        return hash;
    }
}
