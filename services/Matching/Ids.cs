using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Mentorship.Matching;

/// <summary>A person in the part of a student. A type of its own, because a pair is two ids that are easily swapped.</summary>
readonly record struct StudentId(Guid Value) : IComparable<StudentId>
{
    public int CompareTo(StudentId other) => Value.CompareTo(other.Value);
    public override string ToString() => Value.ToString();
    public static bool operator <(StudentId a, StudentId b) => a.CompareTo(b) < 0;
    public static bool operator >(StudentId a, StudentId b) => a.CompareTo(b) > 0;
    public static bool operator <=(StudentId a, StudentId b) => a.CompareTo(b) <= 0;
    public static bool operator >=(StudentId a, StudentId b) => a.CompareTo(b) >= 0;
}

/// <summary>A person in the part of a mentor.</summary>
readonly record struct MentorId(Guid Value) : IComparable<MentorId>
{
    public int CompareTo(MentorId other) => Value.CompareTo(other.Value);
    public override string ToString() => Value.ToString();
    public static bool operator <(MentorId a, MentorId b) => a.CompareTo(b) < 0;
    public static bool operator >(MentorId a, MentorId b) => a.CompareTo(b) > 0;
    public static bool operator <=(MentorId a, MentorId b) => a.CompareTo(b) <= 0;
    public static bool operator >=(MentorId a, MentorId b) => a.CompareTo(b) >= 0;
}

static class Ids
{
    internal sealed class Student() : ValueConverter<StudentId, Guid>(id => id.Value, id => new StudentId(id));

    internal sealed class Mentor() : ValueConverter<MentorId, Guid>(id => id.Value, id => new MentorId(id));
}
