using Mentorship.Portal.Shell;

namespace Mentorship.Portal.Pages.Office;

/// <summary><c>_HowChecked</c>: how the office made sure who somebody is before it helps them back in.</summary>
/// <param name="Key">Tells two on one page apart.</param>
internal sealed record HowChecked(string Key, string? Checked, Mistakes Mistakes)
{
    public static readonly (string Way, string Word, string Say)[] Ways =
    [
        ("in-person", "In person", "They came by, with their school’s card or another paper."),
        ("call", "By a call", "You called a number that the school had before."),
        ("record", "By their record", "The school’s own record shows the address as theirs."),
    ];
}
