using Mentorship.Profile.People;
using Mentorship.ServiceDefaults.Sealing;

namespace Mentorship.Profile.Imports;

/// <summary>What lines came to, and what is to be said of them.</summary>
internal sealed class Tally
{
    public int Added { get; private set; }
    public int Changed { get; private set; }
    public int Same { get; private set; }
    public int Refused { get; private set; }
    public List<(int Line, Finding Finding)> Findings { get; } = [];

    public void Count(Outcome outcome)
    {
        switch (outcome)
        {
            case Outcome.Added: Added++; break;
            case Outcome.Changed: Changed++; break;
            case Outcome.Same: Same++; break;
            default: Refused++; break;
        }
    }

    public void Refuse(int line, string column, string written, string reason)
    {
        Refused++;
        Bad(line, column, written, reason);
    }

    public void Bad(int line, string column, string written, string reason) => Findings.Add((line, new Finding(column, written, reason, Bad: true)));

    public void Remark(int line, string column, string written, string reason) => Findings.Add((line, new Finding(column, written, reason, Bad: false)));

    public void Add(Tally other)
    {
        (Added, Changed, Same, Refused) = (Added + other.Added, Changed + other.Changed, Same + other.Same, Refused + other.Refused);
        Findings.AddRange(other.Findings);
    }
}

/// <summary>The lines of a file, in the pieces that are put in whole or not at all, and how to put them into a cohort.</summary>
internal interface IFileRows
{
    IEnumerable<CsvLine[]> Units { get; }

    /// <summary>Puts some of them into the context and tells what that comes to. The caller saves, or, after a dry run, does not.</summary>
    Task<Tally> PutAsync(ProfileDb db, Into into, IReadOnlyCollection<CsvLine[]> units, DateTimeOffset now, CancellationToken ct);
}

/// <summary>Where a file goes, who brought it (nobody where the command line did), the words it is read by, and what seals what is in it.</summary>
internal readonly record struct Into(Programmes.Cohort Cohort, Guid Import, Guid By, Vocabulary.Terms Terms, DataKeys<ProfileDb> Keys)
{
    /// <summary>The import comes with its cohort, or is on its way into this one.</summary>
    public static Into Of(Import import, Programmes.Cohort cohort, Vocabulary.Terms terms, DataKeys<ProfileDb> keys) =>
        new(cohort, import.Id, import.CreatedBy ?? Guid.Empty, terms, keys);
}

internal static class FileRows
{
    const int PerBatch = 250;

    public static IFileRows Of(Sheet sheet, string kind) => kind switch
    {
        Import.Students => new PeopleRows(sheet, Membership.Student),
        Import.Mentors => new PeopleRows(sheet, Membership.Mentor),
        Import.Trainings => new TrainingRows(sheet),
        Import.Conflicts => new ConflictRows(sheet),
        _ => new ChoiceRows(sheet),
    };

    /// <summary>Pieces together until they make a save worth its while.</summary>
    public static IEnumerable<List<CsvLine[]>> Batches(this IEnumerable<CsvLine[]> units)
    {
        List<CsvLine[]> batch = [];
        var lines = 0;
        foreach (var unit in units)
        {
            batch.Add(unit);
            lines += unit.Length;
            if (lines < PerBatch)
                continue;
            yield return batch;
            (batch, lines) = ([], 0);
        }
        if (batch.Count > 0)
            yield return batch;
    }
}
