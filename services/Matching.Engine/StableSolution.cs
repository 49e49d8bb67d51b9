namespace Mentorship.Matching.Engine;

/// <summary>A matching of two-sided rankings. <see cref="StableVerifier"/> checks it.</summary>
public sealed record StableSolution
{
    /// <summary>The mentor of each student, −1 for unmatched.</summary>
    public required int[] MentorOf { get; init; }

    /// <summary>Students with a mentor.</summary>
    public int Matched => MentorOf.Length - MentorOf.AsSpan().Count(-1);

    /// <summary>FNV-1a 64 over <see cref="MentorOf"/> as 32-bit little-endian words.</summary>
    public ulong Fingerprint => Engine.Fingerprint.Of(MentorOf);
}
