using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Mentorship.Matching.Engine;

// Which pairs a hard rule forbids, for 64 mentors a word.
sealed partial class MentorBlock
{
    /// <summary>The first rule that each pair breaks, from <see cref="First"/> on.</summary>
    public void Broken(StudentQuery student, Room room, Span<Rule?> found)
    {
        if (student.NeedsPairs)
        {
            for (var at = 0; at < mentors.Length; at++)
                found[at] = pool.Criteria.Broken(student.Student, mentors[at]);
            return;
        }
        Add(student.Hours, 0, room.Quarters);
        for (var w = 0; w < Words; w++)
        {
            Mark(found, w, TooFewHours(student, room, w), Rule.NoSharedTime);
            if (pool.Criteria.Policy.RankedOnly)
                Mark(found, w, ~Chosen(student, w), Rule.NotRanked);
            if (student.Student.Profile.Minor)
                Mark(found, w, ~cleared[w], Rule.MentorNotCleared);
            if (LacksConsent(student))
                Mark(found, w, ulong.MaxValue, Rule.GuardianConsentMissing);
            Mark(found, w, untrained[w], Rule.TrainingMissing);
            Mark(found, w, paused[w], Rule.Paused);
            Mark(found, w, ~accepts[student.Stage * Words + w], Rule.StageNotAccepted);
        }
        foreach (var (mentor, rule) in student.Closed)
            if ((uint)(mentor - First) < (uint)mentors.Length)
                found[mentor - First] = rule;
    }

    static void Mark(Span<Rule?> found, int word, ulong bits, Rule rule)
    {
        for (; bits != 0; bits &= bits - 1)
            if (word * 64 + BitOperations.TrailingZeroCount(bits) is var at && at < found.Length)
                found[at] = rule;
    }

    void FindPossible(StudentQuery student, Room room)
    {
        for (var w = 0; w < Words; w++)
        {
            var open = accepts[student.Stage * Words + w] & ~paused[w] & ~untrained[w];
            if (student.Student.Profile.Minor)
                open &= LacksConsent(student) ? 0 : cleared[w];
            if (pool.Criteria.Policy.RankedOnly)
                open &= Chosen(student, w);
            room.Possible[w] = open & ~TooFewHours(student, room, w);
        }
        foreach (var (mentor, _) in student.Closed)
            if ((uint)(mentor - First) < (uint)mentors.Length)
                room.Possible[(mentor - First) >> 6] &= ~(1UL << (mentor - First));
    }

    static bool LacksConsent(StudentQuery student) => student.Student.Profile is { Minor: true, Consented: false };

    ulong Chosen(StudentQuery student, int word)
    {
        var bits = 0UL;
        foreach (var mentor in student.Chosen)
            if ((mentor - First) >> 6 == word)
                bits |= 1UL << (mentor - First);
        return bits;
    }

    ulong TooFewHours(StudentQuery student, Room room, int word)
    {
        if (pool.RequiredQuarters == 0 || !student.HoursStated)
            return 0;
        var enough = Vector256.Create((byte)pool.RequiredQuarters);
        ref var quarters = ref MemoryMarshal.GetArrayDataReference(room.Quarters);
        ref var stated = ref rows[PreparedMentors.Stated(Criterion.Time) * Width];
        var bits = 0UL;
        for (var half = 0; half < 64; half += 32)
        {
            var at = (nuint)(word * 64 + half);
            var few = Vector256.LessThan(Vector256.LoadUnsafe(ref quarters, at), enough) & Vector256.LoadUnsafe(ref stated, at);
            bits |= (ulong)few.ExtractMostSignificantBits() << half;
        }
        return bits;
    }
}
