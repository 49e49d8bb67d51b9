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
    public const int MostColumns = 200;

    public static readonly string[] ChoiceColumns = ["student_email", "mentor_email", "rank"];
    public static readonly string[] ConflictColumns = ["mentor_email", "student_email", "kind"];
    public static readonly string[] TrainingColumns = ["email", "training", "completed_on", "expires_on", "proof"];

    /// <summary>What the file of rejected lines adds in front; coming back, it is passed over.</summary>
    public static readonly string[] OurColumns = ["line", "reason"];

    /// <summary>What offices call our columns.</summary>
    static readonly Dictionary<string, string> Spoken = new(StringComparer.Ordinal)
    {
        ["e_mail"] = "email", ["e_mail_address"] = "email", ["email_address"] = "email", ["mail"] = "email", ["address"] = "email",
        ["full_name"] = "name", ["student_name"] = "name", ["mentor_name"] = "name", ["student"] = "name", ["mentor"] = "name", ["first_and_last_name"] = "name",
        ["level"] = "stage", ["year"] = "stage", ["year_in_school"] = "stage", ["class_standing"] = "stage", ["training_level"] = "stage",
        ["interest"] = "interests", ["areas_of_interest"] = "interests", ["specialty"] = "interests", ["specialties"] = "interests", ["field"] = "interests", ["specialty_interests"] = "interests",
        ["goal"] = "goals", ["mentoring_goals"] = "goals", ["help_wanted"] = "goals", ["what_i_want_help_with"] = "goals", ["can_help_with"] = "goals",
        ["language"] = "languages", ["languages_spoken"] = "languages", ["timezone"] = "time_zone", ["zone"] = "time_zone",
        ["hours"] = "availability", ["available"] = "availability", ["times"] = "availability", ["schedule"] = "availability", ["free_times"] = "availability",
        ["bio"] = "about", ["comments"] = "about", ["about_me"] = "about", ["notes"] = "about",
        ["title"] = "headline", ["position"] = "headline", ["role"] = "headline",
        ["places"] = "capacity", ["slots"] = "capacity", ["max_students"] = "capacity", ["number_of_students"] = "capacity", ["how_many_students"] = "capacity",
        ["course"] = "training", ["module"] = "training", ["training_title"] = "training", ["training_name"] = "training",
        ["completed"] = "completed_on", ["completion_date"] = "completed_on", ["date_completed"] = "completed_on", ["date"] = "completed_on", ["done_on"] = "completed_on",
        ["expires"] = "expires_on", ["expiry_date"] = "expires_on", ["expiration_date"] = "expires_on", ["valid_until"] = "expires_on", ["certificate"] = "proof", ["link"] = "proof",
        ["conflict"] = "kind", ["relation"] = "kind", ["relationship"] = "kind",
        ["choice"] = "rank", ["preference"] = "rank", ["order"] = "rank",
    };

    readonly Dictionary<string, int> _columns;

    Sheet(CsvLine head, Dictionary<string, int> columns, IReadOnlyList<string>? named, IReadOnlyList<CsvLine> lines, char separator, IReadOnlyList<Finding> remarks) =>
        (Head, _columns, Named, Lines, Separator, Remarks) = (head, columns, named, lines, separator, remarks);

    public CsvLine Head { get; }
    /// <summary>What each column of the head means, where somebody said so; nothing for one that is left out.</summary>
    public IReadOnlyList<string>? Named { get; }
    public IReadOnlyList<CsvLine> Lines { get; }
    public char Separator { get; }
    /// <summary>About the head; mistakes there refuse the whole file.</summary>
    public IReadOnlyList<Finding> Remarks { get; }

    public static bool IsOurs(string column) => OurColumns.Contains(Plain(column));

    public string Cell(CsvLine line, string column) =>
        _columns.TryGetValue(column, out var at) && at < line.Cells.Length ? Formulas.Restore(line.Cells[at]) : "";

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

    /// <summary>The lines of a file of this kind, or why there are none to be had. With names, these are the columns' and not those in the head.</summary>
    public static Sheet? Read(string kind, string text, out string wrong, IReadOnlyList<string>? named = null)
    {
        var (separator, head, rest) = HeadOf(kind, text);
        wrong = named is null ? Missing(kind, head, out var columns, out var remarks) : ByWord(kind, head, named, out columns, out remarks);
        if (wrong.Length > 0)
            return null;
        List<CsvLine> lines = [.. rest.Where(l => !l.IsBlank).Take(MostLines + 1)];
        wrong = lines.Count switch
        {
            0 => "This file holds a head and no lines under it.",
            > MostLines => $"This file has more than {MostLines:N0} lines. Part it in two and import one after the other.",
            _ => "",
        };
        return wrong.Length > 0 ? null : new Sheet(head!, columns, named, lines, separator, remarks);
    }

    /// <summary>A head that holds names, though not ours, over at least one line.</summary>
    public static bool CanBeNamed(string kind, string text) =>
        HeadOf(kind, text) is { Head: { Wrong: null, Cells.Length: <= MostColumns } head } top && head.Cells.Count(c => !string.IsNullOrWhiteSpace(c)) >= Required(kind).Length && top.Under.Any(l => !l.IsBlank);

    /// <summary>What the columns of a head most likely mean; nothing where that cannot be told. Somebody looks at it before it counts.</summary>
    public static string[] Guess(string kind, string[] head)
    {
        var known = Columns(kind);
        var guessed = Array.ConvertAll(head, _ => "");
        foreach (var how in (Func<string, string?>[])[n => known.Contains(n) ? n : null, n => Spoken.GetValueOrDefault(n), n => NearWord.In(known, n)])
            for (var at = 0; at < head.Length; at++)
                if (guessed[at].Length == 0 && how(Plain(head[at])) is { } meant && known.Contains(meant) && !guessed.Contains(meant))
                    guessed[at] = meant;
        return guessed;
    }

    public static string[] Columns(string kind) => kind switch
    {
        Import.Students => EntryReader.StudentColumns,
        Import.Mentors => EntryReader.MentorColumns,
        Import.Trainings => TrainingColumns,
        Import.Conflicts => ConflictColumns,
        _ => ChoiceColumns,
    };

    public static string[] Required(string kind) => kind switch
    {
        Import.Students => EntryReader.Required(Membership.Student),
        Import.Mentors => EntryReader.Required(Membership.Mentor),
        Import.Trainings => TrainingColumns[..3],
        Import.Conflicts => ConflictColumns,
        _ => ChoiceColumns,
    };

    /// <summary>Spreadsheets part by comma, semicolon or tab, as the computer's region has it; the one that shows most columns we know, or else most columns, is it.</summary>
    public static (char Separator, CsvLine? Head, IEnumerable<CsvLine> Under) HeadOf(string kind, string text)
    {
        var known = Columns(kind);
        (char, CsvLine? Head, IEnumerable<CsvLine>) best = (',', null, []);
        var most = (-1, 0);
        foreach (var separator in (char[])[',', ';', '\t'])
        {
            // Excel's own hint stands before the head.
            var behind = CsvReader.Read(text, separator).SkipWhile(l => l.IsBlank || IsHint(l));
            if (behind.FirstOrDefault() is not { } head)
                continue;
            var count = (head.Cells.Count(c => known.Contains(Plain(c))), head.Cells.Length);
            if (count.CompareTo(most) > 0)
                (best, most) = ((separator, head, behind.Skip(1)), count);
        }
        return best;
    }

    static bool IsHint(CsvLine line) => string.Concat(line.Cells).Trim().StartsWith("sep=", StringComparison.OrdinalIgnoreCase);

    /// <summary>What is wrong with what somebody said of the columns; nothing when the file can be read by it.</summary>
    static string ByWord(string kind, CsvLine? head, IReadOnlyList<string> named, out Dictionary<string, int> columns, out List<Finding> remarks)
    {
        (columns, remarks) = ([], []);
        if (head is null || named.Count != head.Cells.Length)
            return $"Say of each of the {head?.Cells.Length ?? 0} columns what it means, or nothing.";
        for (var at = 0; at < named.Count; at++)
            if (named[at].Length > 0 && !Columns(kind).Contains(named[at]))
                return $"“{FormReader.Short(named[at])}” is not a column we know.";
            else if (named[at].Length > 0 && !columns.TryAdd(named[at], at))
                return $"Two columns are said to be “{named[at]}”. Choose one of them.";
        string[] missing = [.. Required(kind).Except(columns.Keys)];
        return missing.Length == 0 ? "" : $"Say also which column is {string.Join(" and which is ", missing.Select(m => $"“{m}”"))}.";
    }

    static string Missing(string kind, CsvLine? head, out Dictionary<string, int> columns, out List<Finding> remarks)
    {
        var known = Columns(kind);
        columns = [];
        remarks = [];
        if (head is null)
            return "This file is empty.";
        if (head.Wrong is not null)
            return $"Line {head.Number}, the head: {head.Wrong}";
        if (head.Cells.Length > MostColumns)
            return $"The head has {head.Cells.Length:N0} columns, and {MostColumns} can be read. Delete those that nobody needs here.";
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
