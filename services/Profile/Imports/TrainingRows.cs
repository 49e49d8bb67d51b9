using System.Globalization;
using Mentorship.Profile.People;
using Mentorship.Profile.Trainings;
using Mentorship.Profile.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Imports;

/// <summary>
/// Who has done which of the programme's trainings, a line each. A later day than the one that is known replaces it, an
/// earlier one changes nothing; what is left blank stays, or is reckoned by the training.
/// </summary>
internal sealed class TrainingRows(Sheet sheet) : IFileRows
{
    const string DayFormat = "yyyy-MM-dd";

    public IEnumerable<CsvLine[]> Units => sheet.Lines.Select(l => new[] { l });

    public async Task<Tally> PutAsync(ProfileDb db, Into into, IReadOnlyCollection<CsvLine[]> units, DateTimeOffset now, CancellationToken ct)
    {
        var programme = into.Cohort.ProgrammeId;
        var trainings = await db.Trainings.AsNoTracking().Where(t => t.ProgrammeId == programme).ToListAsync(ct);
        string[] keys = [.. units.Select(u => Key(u[0])).Distinct()];
        var people = await (
            from address in db.Addresses
            join a in db.Addressees() on address.PersonId equals a.PersonId
            where keys.Contains(address.Key) && a.ProgrammeId == programme
            select new { address.Key, a.Audience, a.PersonId }).Distinct().ToDictionaryAsync(a => (a.Key, a.Audience), a => a.PersonId, ct);

        var tally = new Tally();
        List<Done> done = [];
        foreach (var line in units.Select(u => u[0]))
            if (Read(line, trainings, (key, audience) => people.TryGetValue((key, audience), out var id) ? id : null, tally, now) is { } read)
                done.Add(read);
        await PutAsync(db, into, done, tally, now, ct);
        return tally;
    }

    static async Task PutAsync(ProfileDb db, Into into, List<Done> done, Tally tally, DateTimeOffset now, CancellationToken ct)
    {
        Guid[] ids = [.. done.Select(d => d.Person).Distinct()];
        var known = await db.Completions.Where(c => ids.Contains(c.PersonId)).ToDictionaryAsync(c => (c.TrainingId, c.PersonId), ct);
        var keys = await into.Keys.ForAsync([.. done.Where(d => d.Proof.Length > 0).Select(d => d.Person).Distinct()], ct);
        HashSet<Guid> gated = [];
        foreach (var d in done)
        {
            var had = known.GetValueOrDefault((d.Training.Id, d.Person));
            if (had?.CompletedOn > d.On)
            {
                tally.Remark(d.Line, "completed_on", d.On.ToString(DayFormat, CultureInfo.InvariantCulture), $"They have done it again since, on {had.CompletedOn:yyyy-MM-dd}; the later day stays.");
                tally.Count(Outcome.Same);
                continue;
            }
            var last = d.Last ?? (had?.CompletedOn == d.On ? had.ExpiresOn : d.Training.LastDay(d.On));
            var key = keys.GetValueOrDefault(d.Person);
            var proves = d.Proof.Length > 0 && key is not null && had?.ProofIn(key) != d.Proof;
            if (had is not null && (had.CompletedOn, had.ExpiresOn) == (d.On, last) && !proves)
            {
                tally.Count(Outcome.Same);
                continue;
            }
            tally.Count(had is null ? Outcome.Added : Outcome.Changed);
            if (had is null)
                known[(d.Training.Id, d.Person)] = had = db.Add(Completion.Of(d.Training.Id, d.Person)).Entity;
            had.State(d.On, last, into.By, now);
            if (proves)
                had.Prove(d.Proof, key!);
            if (d.Training.Gates)
                gated.Add(d.Person);
        }
        if (gated.Count > 0)
            await db.TellOfAsync(p => gated.Contains(p.Id), now, ct);
    }

    Done? Read(CsvLine line, List<Training> trainings, Func<string, string, Guid?> find, Tally tally, DateTimeOffset now)
    {
        var read = new FormReader(lenient: true);
        if (sheet.Wrong(line) is { } wrong)
            read.Bad("", sheet.Cell(line, "email"), wrong);
        var training = read.Ok ? TrainingOf(line, trainings, read) : null;
        var person = read.Ok ? PersonOf(line, training!, find, read) : null;
        var on = Day(line, "completed_on", read);
        var last = Day(line, "expires_on", read);
        var proof = read.Line("proof", sheet.Cell(line, "proof"), CompletionRequest.LongestProof);
        if (string.IsNullOrWhiteSpace(sheet.Cell(line, "completed_on")))
            read.Bad("completed_on", "", "Required. Write the day on which it was completed, like 2027-02-28.");
        else if (on > CompletionRequest.LatestDay(now))
            read.Bad("completed_on", $"{on:yyyy-MM-dd}", "This day is still to come. Write the day on which it was completed.");
        else if (last < on)
            read.Bad("expires_on", $"{last:yyyy-MM-dd}", "This is before the day on which it was completed.");
        tally.Findings.AddRange(read.Findings.Select(f => (line.Number, f)));
        if (read.Ok)
            return new Done(line.Number, training!, person!.Value, on!.Value, last, proof);
        tally.Count(Outcome.Refused);
        return null;
    }

    /// <summary>By its title in any case, or by its id.</summary>
    Training? TrainingOf(CsvLine line, List<Training> trainings, FormReader read)
    {
        var written = PersonName.Clean(sheet.Cell(line, "training"));
        var named = trainings.FindAll(t => t.Title.Equals(written, StringComparison.OrdinalIgnoreCase) || t.Id.ToString().Equals(written, StringComparison.OrdinalIgnoreCase));
        if (named.Count == 1)
            return named[0];
        read.Bad("training", written, written.Length == 0 ? "Required. Write what the training is called."
            : named.Count > 1 ? $"This programme has {named.Count} trainings of this title. Give them different ones."
            : NearWord.In([.. trainings.Select(t => t.Title)], written) is { } near ? $"This programme has no such training. Did you mean “{near}”?"
            : "This programme has no such training. Add it to the programme first.");
        return null;
    }

    Guid? PersonOf(CsvLine line, Training training, Func<string, string, Guid?> find, FormReader read)
    {
        var written = sheet.Cell(line, "email");
        if (find(Key(line), training.Audience) is { } person)
            return person;
        read.Bad("email", written, string.IsNullOrWhiteSpace(written) ? "Required."
            : EmailAddress.Wrong(written.Trim()) ?? $"None of this programme’s {training.Audience} has this address, and the training is for {training.Audience}.");
        return null;
    }

    DateOnly? Day(CsvLine line, string column, FormReader read)
    {
        var written = sheet.Cell(line, column).Trim();
        if (written.Length == 0)
            return null;
        if (DateOnly.TryParseExact(written, DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;
        read.Bad(column, written, "Not a date. Write it like 2027-02-28.");
        return null;
    }

    string Key(CsvLine line) => Person.KeyOf(sheet.Cell(line, "email"));

    sealed record Done(int Line, Training Training, Guid Person, DateOnly On, DateOnly? Last, string Proof);
}
