using System.Buffers;
using System.Text.Unicode;
using Mentorship.Profile.People;
using Mentorship.Profile.Vocabulary;

namespace Mentorship.Profile.Imports;

/// <summary>A file as lines under a head. Columns are found by name, in any order.</summary>
internal sealed class Sheet
{
    public const int MostBytes = 20 * 1024 * 1024;
    public const int MostLines = 50_000;

    public static readonly string[] ChoiceColumns = ["student_email", "mentor_email", "rank"];

    /// <summary>What the file of rejected lines adds in front; coming back, it is passed over.</summary>
    public static readonly string[] OurColumns = ["line", "reason"];

    readonly Dictionary<string, int> _columns;

    Sheet(CsvLine head, Dictionary<string, int> columns, IReadOnlyList<CsvLine> lines, char separator, IReadOnlyList<Finding> remarks) =>
        (Head, _columns, Lines, Separator, Remarks) = (head, columns, lines, separator, remarks);

    public CsvLine Head { get; }
    public IReadOnlyList<CsvLine> Lines { get; }
    public char Separator { get; }
    /// <summary>About the head; mistakes there refuse the whole file.</summary>
    public IReadOnlyList<Finding> Remarks { get; }

    public static bool IsOurs(string column) => OurColumns.Contains(Plain(column));

    public string Cell(CsvLine line, string column) =>
        _columns.TryGetValue(column, out var at) && at < line.Cells.Length ? line.Cells[at] : "";

    /// <summary>What keeps the line from being told apart into cells.</summary>
    public string? Wrong(CsvLine line)
    {
        if (line.Wrong is not null)
            return line.Wrong;
        return line.Cells.Skip(Head.Cells.Length).All(string.IsNullOrWhiteSpace) ? null
            : $"This line has {line.Cells.Length} cells and the head only {Head.Cells.Length}. Put quotation marks around a cell that holds “{Separator}”, and “;” between the words of a list.";
    }

    /// <summary>The text of a file, or why it is none.</summary>
    public static string? TextOf(ReadOnlySpan<byte> bytes, out string wrong)
    {
        wrong = "";
        if (bytes.StartsWith("PK\u0003\u0004"u8))
            wrong = "This is a workbook, not a CSV file. In the spreadsheet choose “Save as”, then “CSV UTF-8”, and import that file.";
        else if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
            wrong = "This file is UTF-16. In the spreadsheet choose “Save as”, then “CSV UTF-8”, and import that file.";
        if (wrong.Length > 0)
            return null;

        if (bytes.StartsWith("\uFEFF"u8))
            bytes = bytes[3..];
        var text = new char[bytes.Length];
        var status = Utf8.ToUtf16(bytes, text, out var read, out var written, replaceInvalidSequences: false);
        // A NUL is no text either: PostgreSQL keeps none.
        var nul = bytes[..read].IndexOf((byte)0);
        if (status == OperationStatus.Done && nul < 0)
            return new string(text, 0, written);
        wrong = $"Line {1 + bytes[..(nul < 0 ? read : nul)].Count((byte)'\n')} is not UTF-8 text. In the spreadsheet choose “Save as”, then “CSV UTF-8”, and import that file.";
        return null;
    }

    /// <summary>The lines of a file of this kind, or why there are none to be had.</summary>
    public static Sheet? Read(string kind, string text, out string wrong)
    {
        var known = Columns(kind);
        var (separator, head, rest) = HeadOf(text, known);
        wrong = Missing(kind, head, known, out var columns, out var remarks);
        if (wrong.Length > 0)
            return null;
        List<CsvLine> lines = [.. rest.Where(l => !l.IsBlank).Take(MostLines + 1)];
        wrong = lines.Count switch
        {
            0 => "This file holds a head and no lines under it.",
            > MostLines => $"This file has more than {MostLines:N0} lines. Part it in two and import one after the other.",
            _ => "",
        };
        return wrong.Length > 0 ? null : new Sheet(head!, columns, lines, separator, remarks);
    }

    static string[] Columns(string kind) => kind switch
    {
        Import.Students => EntryReader.StudentColumns,
        Import.Mentors => EntryReader.MentorColumns,
        _ => ChoiceColumns,
    };

    static string[] Required(string kind) => kind switch
    {
        Import.Students => EntryReader.Required(Membership.Student),
        Import.Mentors => EntryReader.Required(Membership.Mentor),
        _ => ChoiceColumns,
    };

    /// <summary>Spreadsheets part by comma, semicolon or tab, as the computer's region has it; the one that shows most columns we know is it.</summary>
    static (char Separator, CsvLine? Head, IEnumerable<CsvLine> Under) HeadOf(string text, string[] known)
    {
        (char, CsvLine? Head, IEnumerable<CsvLine>) best = (',', null, []);
        var most = -1;
        foreach (var separator in (char[])[',', ';', '\t'])
        {
            // Excel's own hint stands before the head.
            var behind = CsvReader.Read(text, separator).SkipWhile(l => l.IsBlank || IsHint(l));
            if (behind.FirstOrDefault() is not { } head)
                continue;
            var count = head.Cells.Count(c => known.Contains(Plain(c)));
            if (count > most)
                (best, most) = ((separator, head, behind.Skip(1)), count);
        }
        return best;
    }

    static bool IsHint(CsvLine line) => string.Concat(line.Cells).Trim().StartsWith("sep=", StringComparison.OrdinalIgnoreCase);

    static string Missing(string kind, CsvLine? head, string[] known, out Dictionary<string, int> columns, out List<Finding> remarks)
    {
        columns = [];
        remarks = [];
        if (head is null)
            return "This file is empty.";
        if (head.Wrong is not null)
            return $"Line {head.Number}, the head: {head.Wrong}";
        for (var at = 0; at < head.Cells.Length; at++)
        {
            var name = Plain(head.Cells[at]);
            if (known.Contains(name))
            {
                if (!columns.TryAdd(name, at))
                    return $"Two columns are called “{name}”. Keep one of them.";
            }
            else if (name.Length > 0 && !IsOurs(name))
                remarks.Add(new Finding(FormReader.Short(name), FormReader.Short(head.Cells[at]), NearWord.In(known, name) is { } near
                    ? $"Not a column we know, so it is left out. Did you mean “{near}”?"
                    : "Not a column we know, so it is left out.", Bad: false));
        }
        string[] missing = [.. Required(kind).Except(columns.Keys)];
        if (missing.Length == 0)
            return "";
        var found = columns;
        var meant = remarks.Select(r => NearWord.In(missing, r.Column)).FirstOrDefault(m => m is not null && !found.ContainsKey(m));
        return $"The first line must name the columns; {string.Join(", ", missing.Select(m => $"“{m}”"))} {(missing.Length == 1 ? "is" : "are")} missing."
            + (meant is null ? "" : $" Is “{remarks.First(r => NearWord.In(missing, r.Column) == meant).Written}” meant for “{meant}”?");
    }

    static string Plain(string name) => name.Trim().ToLowerInvariant().Replace(' ', '_').Replace('-', '_');
}
