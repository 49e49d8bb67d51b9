namespace Mentorship.Matching.Engine;

/// <summary>The stages a student can be at, as codes, with plain names.</summary>
public static class Stages
{
    static readonly (string Code, string Name, string Many)[] Known =
    [
        ("high-school", "High school", "high-school students"),
        ("college", "College", "college students"),
        ("post-baccalaureate", "Post-baccalaureate", "post-baccalaureate students"),
        ("doctoral", "Doctoral", "doctoral students"),
        ("medical-student", "Medical student", "medical students"),
        ("resident", "Resident or fellow", "residents and fellows"),
        ("postdoc", "Postdoc", "postdocs"),
        ("junior-faculty", "Junior faculty", "junior faculty"),
        ("visiting-student", "Visiting student", "visiting students"),
    ];

    /// <summary>All codes, from the earliest stage on.</summary>
    public static IReadOnlyList<string> Codes { get; } = [.. Known.Select(s => s.Code)];

    /// <summary>"College" for <c>college</c>; the code itself when unknown.</summary>
    public static string NameOf(string code) => Find(code)?.Name ?? code;

    /// <summary>"college students" for <c>college</c>; the code itself when unknown.</summary>
    public static string ManyOf(string code) => Find(code)?.Many ?? code;

    static (string Code, string Name, string Many)? Find(string code)
    {
        foreach (var stage in Known)
            if (stage.Code == code)
                return stage;
        return null;
    }
}
