using System.Security.Claims;
using Mentorship.Profile.People;
using Mentorship.Profile.Vocabulary;
using Mentorship.ServiceDefaults;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Imports;

internal static class CheckFile
{
    const int LongestName = 200;

    /// <summary>Of a line where everything is wrong the first mistakes are enough to see that.</summary>
    const int MostPerLine = 10;

    static readonly string TooLarge = $"This file is larger than {Sheet.MostBytes / 1024 / 1024} MB. Part it in two and import one after the other.";

    public static void Map(IEndpointRouteBuilder api) => api.MapPost("cohorts/{id:guid}/imports", Handle)
        .WithSummary("Checks a CSV file of students, mentors, choices, trainings or conflicts (kind) and says what applying it would do; nothing is written yet")
        .Accepts<Stream>("text/csv");

    static async Task<Results<Created<ImportView>, NotFound, ValidationProblem>> Handle(
        Guid id, HttpRequest request, ClaimsPrincipal user, ProfileDb db, TermsInForce inForce, DataKeys<ProfileDb> keys, TimeProvider time, CancellationToken ct, string? kind = null, string? name = null)
    {
        if (await db.CohortsFilledBy(user).AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, ct) is not { } cohort)
            return TypedResults.NotFound();
        if (!Import.Kinds.Contains(kind))
            return Invalid.Field("kind", $"Write one of: {string.Join(", ", Import.Kinds)}.");
        if (await BytesAsync(request, ct) is not { } bytes)
            return Invalid.Field("file", TooLarge);
        if (Sheet.TextOf(bytes, out var wrong) is not { } text)
            return Invalid.Field("file", wrong);

        var now = time.GetUtcNow();
        var import = Import.Of(id, kind!, FileName(name, kind!), user.PersonIdOrNull(), now);
        if (Sheet.Read(kind!, text, out wrong) is not { } sheet)
            // A person can say which column is which; a script corrects its file.
            return import.CreatedBy is not null && Sheet.CanBeNamed(kind!, text) ? await UnnamedAsync(db, import, text, ct) : Invalid.Field("file", wrong);
        var tally = await DryRunAsync(db, Into.Of(import, cohort, await inForce.GetAsync(db, ct), keys), import.Kind, sheet, now, ct);
        var problems = Problems(import, sheet, tally);
        import.Found(sheet.Lines.Count, tally, problems.Count);
        db.Add(import);
        db.Add(new ImportFile { ImportId = import.Id, Text = text });
        db.AddRange(problems);
        await db.SaveChangesAsync(ct);
        return TypedResults.Created($"/api/profile/imports/{import.Id}", await ImportView.OfAsync(db, import, ct));
    }

    static async Task<Created<ImportView>> UnnamedAsync(ProfileDb db, Import import, string text, CancellationToken ct)
    {
        import.LeaveUnnamed();
        db.Add(import);
        db.Add(new ImportFile { ImportId = import.Id, Text = text });
        await db.SaveChangesAsync(ct);
        return TypedResults.Created($"/api/profile/imports/{import.Id}", await ImportView.OfAsync(db, import, ct));
    }

    /// <summary>Does everything that applying does, but for the save.</summary>
    internal static async Task<Tally> DryRunAsync(ProfileDb db, Into into, string kind, Sheet sheet, DateTimeOffset now, CancellationToken ct)
    {
        var rows = FileRows.Of(sheet, kind);
        var tally = new Tally();
        foreach (var batch in rows.Units.Batches())
        {
            tally.Add(await rows.PutAsync(db, into, batch, now, ct));
            db.ChangeTracker.Clear();
        }
        return tally;
    }

    internal static List<ImportProblem> Problems(Import import, Sheet sheet, Tally tally)
    {
        var ofLines = tally.Findings.GroupBy(f => f.Line).OrderBy(g => g.Key).SelectMany(g => g.OrderByDescending(f => f.Finding.Bad).Take(MostPerLine));
        return [.. sheet.Remarks.Select(r => (Line: sheet.Head.Number, Finding: r)).Concat(ofLines).Select((f, at) => ImportProblem.Of(import.Id, at + 1, f.Line, f.Finding))];
    }

    /// <summary>The body, or nothing when it is too large.</summary>
    static async Task<byte[]?> BytesAsync(HttpRequest request, CancellationToken ct)
    {
        if (request.ContentLength > Sheet.MostBytes)
            return null;
        using var bytes = new MemoryStream();
        var piece = new byte[64 * 1024];
        for (int read; (read = await request.Body.ReadAsync(piece, ct)) > 0;)
        {
            if (bytes.Length + read > Sheet.MostBytes)
                return null;
            bytes.Write(piece, 0, read);
        }
        return bytes.ToArray();
    }

    static string FileName(string? name, string kind)
    {
        var clean = PersonName.Clean((name ?? "").Replace('\\', '/').Split('/')[^1]);
        return clean.Length switch { 0 => $"{kind}.csv", > LongestName => clean[^LongestName..], _ => clean };
    }
}
