using System.Buffers.Binary;

namespace Mentorship.Matching.Engine;

/// <summary>
/// The recorded lottery: among solutions that are equal in everything else, the one with the least Σ h(seed, student,
/// mentor) over its pairs wins. h is the upper 40 bits of three rounds of the SplitMix64 finaliser (Steele, Lea and
/// Flood, OOPSLA 2014): h = mix((mix(mix(seed + γ) ^ student) + γ) ^ mentor) &gt;&gt; 24, γ = 0x9E3779B97F4A7C15. By the
/// isolation lemma (Mulmuley, Vazirani and Vazirani, 1987) two solutions tie with a chance below edges / 2⁴⁰.
/// </summary>
public static class Lottery
{
    const ulong Gamma = 0x9E3779B97F4A7C15;

    /// <summary>h, 0..2⁴⁰−1.</summary>
    public static long Draw(ulong seed, ulong studentKey, ulong mentorKey) => Draw(Half(seed, studentKey), mentorKey);

    /// <summary>The part of h that is the same for all mentors.</summary>
    internal static ulong Half(ulong seed, ulong studentKey) => Mix(Mix(seed + Gamma) ^ studentKey) + Gamma;

    internal static long Draw(ulong half, ulong mentorKey) => (long)(Mix(half ^ mentorKey) >> 24);

    /// <summary>A key for a person: the id's two halves, in the byte order of its text, mixed into one.</summary>
    public static ulong Key(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        return Mix(BinaryPrimitives.ReadUInt64BigEndian(bytes) + Gamma) ^ BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]);
    }

    static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
