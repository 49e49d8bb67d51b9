using System.Text.RegularExpressions;

namespace Mentorship.Profile.Imports;

/// <summary>
/// A spreadsheet takes a cell that begins with =, +, - or @ for a formula and runs it. An apostrophe in front makes it text; reading
/// takes one away again, so that what goes out comes back the same. Whatever the computer's region parts cells by may begin one.
/// </summary>
internal static partial class Formulas
{
    public static string Disarm(string cell) => Beginning().Replace(cell, "$1'");

    public static string Restore(string cell) => Disarmed().Replace(cell, "$1");

    [GeneratedRegex(@"((?:^|[,;\t\r\n])[^\S\t\r\n]*)(?='*[=+\-@＝＋－＠])", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Beginning();

    [GeneratedRegex(@"((?:^|[,;\t\r\n])[^\S\t\r\n]*)'(?='*[=+\-@＝＋－＠])", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Disarmed();
}
