namespace Mentorship.Portal.Pages;

/// <summary>Why an erasure may have to wait, as the office chooses it and as the person reads it. The codes are Profile's.</summary>
internal static class HoldReasons
{
    public static readonly (string Code, string Office, string Person)[] All =
    [
        ("open-concern", "an open concern", "a concern that you are part of is still open"),
        ("legal-duty", "a legal duty to keep records", "the school has to keep records for now"),
    ];

    public static string ForOffice(string? code) => All.FirstOrDefault(r => r.Code == code).Office ?? "a reason that is not known here";

    public static string ForPerson(string? code) => All.FirstOrDefault(r => r.Code == code).Person ?? "it has to wait";
}
