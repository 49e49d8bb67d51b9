namespace Mentorship.Portal.Pages;

/// <summary>What a correction may be about, as the person chooses it and as the office reads it. The codes are Profile's.</summary>
internal static class CorrectionSubjects
{
    public static readonly (string Code, string Person, string Office)[] All =
    [
        ("name", "My name", "Their name"),
        ("birthday", "My date of birth, or whether I count as under 18", "Their date of birth, or whether they count as under 18"),
        ("imported", "Something the office put in for me", "Something the office put in for them"),
        ("training", "A training I have done, or have not", "A training"),
        ("clearance", "My clearance for work with minors", "Their clearance for work with minors"),
        ("application", "An answer in my application", "An answer in their application"),
    ];

    public static string ForPerson(string code) => All.FirstOrDefault(s => s.Code == code).Person ?? "Something else";

    public static string ForOffice(string code) => All.FirstOrDefault(s => s.Code == code).Office ?? "Something else";
}
