using System.Text;

namespace Mentorship.Profile.Imports;

/// <summary>One record of a file: the line it begins on, its cells, and what is the matter with its quotes.</summary>
internal sealed record CsvLine(int Number, string[] Cells, string? Wrong)
{
    public bool IsBlank => Array.TrueForAll(Cells, string.IsNullOrWhiteSpace);
}

/// <summary>
/// Comma-separated values (RFC 4180) as spreadsheets write them. A reader of our own, because a quotation mark that
/// somebody forgot is charged to its line and reading goes on with the next one; a library takes the rest of the file
/// for one cell.
/// </summary>
internal sealed class CsvReader(string text, char separator)
{
    int _at;
    int _line = 1;

    public static IEnumerable<CsvLine> Read(string text, char separator)
    {
        var reader = new CsvReader(text, separator);
        while (reader._at < text.Length)
            yield return reader.Record();
    }

    /// <summary>A cell as it has to be written to be read as the same again.</summary>
    public static string Cell(string text, char separator) =>
        text.Length > 0 && (text.Contains(separator, StringComparison.Ordinal) || text.AsSpan().IndexOfAny("\"\r\n") >= 0 || text[0] == ' ' || text[^1] == ' ')
            ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : text;

    CsvLine Record()
    {
        var (start, number) = (_at, _line);
        List<string> cells = [];
        while (true)
        {
            if (Quoted() is not { } quoted)
                cells.Add(Plain());
            else if (quoted.Wrong is null)
                cells.Add(quoted.Cell);
            else
                return Spoilt(start, number, quoted.Wrong);
            if (_at == text.Length || text[_at] != separator)
                break;
            _at++;
        }
        Break();
        return new CsvLine(number, [.. cells], null);
    }

    string Plain()
    {
        var length = text.AsSpan(_at).IndexOfAny(separator, '\r', '\n');
        var cell = length < 0 ? text[_at..] : text.Substring(_at, length);
        _at += cell.Length;
        return cell;
    }

    /// <summary>A cell in quotation marks, perhaps over several lines; nothing when the next cell has none.</summary>
    (string Cell, string? Wrong)? Quoted()
    {
        var at = Behind(_at);
        if (at == text.Length || text[at] != '"')
            return null;
        var cell = new StringBuilder();
        for (at++; at < text.Length; at++)
            if (text[at] != '"')
            {
                // A line break is counted once, at its last character.
                if (text[at] == '\n' || (text[at] == '\r' && (at + 1 == text.Length || text[at + 1] != '\n')))
                    _line++;
                cell.Append(text[at]);
            }
            else if (at + 1 < text.Length && text[at + 1] == '"')
                cell.Append(text[at++]);
            else
            {
                _at = Behind(at + 1);
                return _at == text.Length || text[_at] == separator || text[_at] is '\r' or '\n'
                    ? (cell.ToString(), null)
                    : ("", "A quotation mark stands in the middle of a cell. Write two of them, \"\", where one is meant, or none.");
            }
        return ("", "A quotation mark is opened and not closed.");
    }

    int Behind(int at)
    {
        while (at < text.Length && text[at] == ' ')
            at++;
        return at;
    }

    /// <summary>The line as far as it goes, whatever its quotes say; the next one is read afresh.</summary>
    CsvLine Spoilt(int start, int number, string wrong)
    {
        var length = text.AsSpan(start).IndexOfAny('\r', '\n');
        var line = length < 0 ? text[start..] : text.Substring(start, length);
        (_at, _line) = (start + line.Length, number);
        Break();
        return new CsvLine(number, line.Split(separator), wrong);
    }

    void Break()
    {
        if (_at == text.Length)
            return;
        if (text[_at] == '\r' && _at + 1 < text.Length && text[_at + 1] == '\n')
            _at++;
        _at++;
        _line++;
    }
}
