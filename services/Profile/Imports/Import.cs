using Mentorship.Profile.People;
using Mentorship.Profile.Programmes;

namespace Mentorship.Profile.Imports;

/// <summary>
/// A file on its way into a cohort: checked when it comes, applied when somebody says so. Applying is long work, so
/// the row is its own queue: a worker claims it for a while and every batch it saves renews the claim. The version
/// settles who may write: a worker whose row was cancelled or taken over fails to save and stops.
/// </summary>
internal sealed partial class Import
{
    /// <summary>Required columns are missing under the names we know; somebody has to say which they are.</summary>
    public const string Unnamed = "unnamed";
    public const string Checked = "checked";
    public const string Queued = "queued";
    public const string Running = "running";
    public const string Done = "done";
    public const string Cancelled = "cancelled";
    public const string Failed = "failed";

    /// <summary>How often a worker may take it up without getting a batch further.</summary>
    const int MostClaims = 5;

    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    Import() { }

    public Guid Id { get; private set; }
    public Guid CohortId { get; private set; }
    public Cohort Cohort { get; private set; } = null!;
    public string Kind { get; private set; } = Students;
    public string FileName { get; private set; } = "";
    public string State { get; private set; } = Checked;
    /// <summary>Lines with something in them, without the head.</summary>
    public int Lines { get; private set; }
    public int Added { get; private set; }
    public int Changed { get; private set; }
    public int Same { get; private set; }
    /// <summary>Lines that cannot be read; they are left out.</summary>
    public int Bad { get; private set; }
    /// <summary>Good lines applied so far.</summary>
    public int LinesDone { get; private set; }
    /// <summary>The first line of what was applied last (a person's line, or a student's choices): a restart goes on behind it.</summary>
    public int LastLine { get; private set; }
    public int Problems { get; private set; }
    /// <summary>Which of our columns each of the file's means, as somebody said it; nothing where the file's own names do.</summary>
    public string[]? Columns { get; private set; }
    /// <summary>Nobody where the command line brought the file.</summary>
    public Guid? CreatedBy { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }
    public DateTimeOffset? ClaimedUntil { get; private set; }
    public int Claims { get; private set; }
    public int Version { get; private set; }

    public int Good => Lines - Bad;

    public static Import Of(Guid cohort, string kind, string fileName, Guid? by, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        CohortId = cohort,
        Kind = kind,
        FileName = fileName,
        CreatedBy = by,
        CreatedAt = now,
        Version = 1,
    };

    public void Found(int lines, Tally tally, int problems) =>
        (Lines, Bad, Added, Changed, Same, Problems) = (lines, tally.Refused, tally.Added, tally.Changed, tally.Same, problems);

    public void LeaveUnnamed() => State = Unnamed;

    public void NameColumns(string[] columns)
    {
        Columns = columns;
        State = Checked;
        Version++;
    }

    /// <summary>What the check expected gives way to what is really done.</summary>
    public void Queue()
    {
        (Added, Changed, Same) = (0, 0, 0);
        State = Queued;
        Version++;
    }

    /// <summary>Takes the import up, or gives it up when that was tried too often in vain.</summary>
    public bool Claim(DateTimeOffset now)
    {
        Version++;
        if (++Claims > MostClaims)
        {
            End(Failed, now);
            return false;
        }
        State = Running;
        ClaimedUntil = now + Lease;
        return true;
    }

    public void Applied(int lastLine, Tally tally, int problems, DateTimeOffset now)
    {
        (Added, Changed, Same) = (Added + tally.Added, Changed + tally.Changed, Same + tally.Same);
        (Bad, Problems) = (Bad + tally.Refused, Problems + problems);
        LinesDone += tally.Added + tally.Changed + tally.Same;
        LastLine = lastLine;
        Claims = 1;
        ClaimedUntil = now + Lease;
        Version++;
    }

    public void Finish(DateTimeOffset now)
    {
        End(Done, now);
        Version++;
    }

    public void Cancel(DateTimeOffset now)
    {
        End(Cancelled, now);
        Version++;
    }

    void End(string state, DateTimeOffset now) => (State, EndedAt, ClaimedUntil) = (state, now, null);
}

/// <summary>The file as it came. It holds names and addresses, so it goes again some days after.</summary>
internal sealed class ImportFile
{
    public required Guid ImportId { get; init; }
    public required string Text { get; init; }
}

/// <summary>A mistake or a remark, by line and column. Holds what was written, so it goes with the file.</summary>
internal sealed class ImportProblem
{
    public required Guid ImportId { get; init; }
    public required int Number { get; init; }
    public required int Line { get; init; }
    public required string Column { get; init; }
    public required string Written { get; init; }
    public required string Reason { get; init; }
    public required bool Bad { get; init; }

    public static ImportProblem Of(Guid import, int number, int line, Finding finding) => new()
    {
        ImportId = import,
        Number = number,
        Line = line,
        Column = finding.Column,
        Written = FormReader.Short(finding.Written),
        Reason = finding.Reason,
        Bad = finding.Bad,
    };
}

/// <summary>A student's wish for a mentor. All of a student's choices carry the import that last changed any of them, so that an import answers with whole lists.</summary>
internal sealed class Choice
{
    public required Guid CohortId { get; init; }
    public required Guid StudentId { get; init; }
    public required Guid MentorId { get; init; }
    public required int Rank { get; set; }
    public required Guid ImportId { get; set; }
}
