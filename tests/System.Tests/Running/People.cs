using System.Globalization;
using System.Text;

namespace Mentorship.SystemTests.Running;

/// <summary>Files of invented people for one test, each address used once in the whole installation.</summary>
public sealed class People
{
    readonly string _mark = School.Unique();

    /// <summary>Rows with no more than a programme must know: address, name, stage, one interest.</summary>
    public string Students(int count, string interest = "Cardiology") => File("email,name,stage,interests", count,
        n => $"{Student(n)},Student {Word(n)},medical student,{interest}");

    public string Mentors(int count, int capacity = 1, string interest = "Cardiology") => File("email,name,stage,interests,capacity", count,
        n => string.Create(CultureInfo.InvariantCulture, $"{Mentor(n)},Mentor {Word(n)},junior faculty,{interest},{capacity}"));

    /// <summary>The address of the n-th, from 0.</summary>
    public string Student(int n) => string.Create(CultureInfo.InvariantCulture, $"student{n}.{_mark}@school.example");

    public string Mentor(int n) => string.Create(CultureInfo.InvariantCulture, $"mentor{n}.{_mark}@school.example");

    public static string File(string head, int count, Func<int, string> row) =>
        Enumerable.Range(0, count).Aggregate(new StringBuilder(head).Append('\n'), (file, n) => file.Append(row(n)).Append('\n')).ToString();

    /// <summary>A, B, … Z, AA, AB, …: names hold no digits.</summary>
    public static string Word(int n) => n < 26 ? $"{(char)('A' + n)}" : Word(n / 26 - 1) + (char)('A' + n % 26);
}
