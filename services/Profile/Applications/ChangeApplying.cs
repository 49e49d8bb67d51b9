using System.Globalization;
using System.Security.Claims;
using Mentorship.Ledger;
using Mentorship.Profile.People;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Applications;

/// <param name="From">On the cohort's clock, as <c>2027-01-15T09:00</c>; without it nobody can apply.</param>
/// <param name="Until">The same; without it as long as the cohort runs.</param>
internal sealed record ChangeApplyingRequest(string? From, string? Until, int? PlaceLimit, QuestionRequest[]? Questions, int Version);

/// <param name="Id">Of a question that is there already.</param>
internal sealed record QuestionRequest(Guid? Id, string? Kind, string? Wording, string[]? Options, bool Required);

internal static class ChangeApplying
{
    const int MostPlaces = 10_000;

    public static void Map(IEndpointRouteBuilder api) => api.MapPut("cohorts/{id:guid}/applying", Handle)
        .WithSummary("Sets when people may apply, for how many places, and what they are asked").OnlyForPeople().RetryRaces<ProfileDb>();

    static async Task<Results<Ok<ApplyingView>, NotFound, ValidationProblem, ProblemHttpResult>> Handle(
        Guid id, ChangeApplyingRequest request, ClaimsPrincipal user, ProfileDb db, LedgerOf<ProfileDb> ledger, TimeProvider time, CancellationToken ct)
    {
        if (await db.CohortsRunBy(user).SingleOrDefaultAsync(c => c.Id == id, ct) is not { } cohort)
            return TypedResults.NotFound();

        var read = new FormReader(lenient: false);
        var zone = TimeZoneInfo.FindSystemTimeZoneById(cohort.TimeZone);
        var (from, until) = (Moment("from", request.From, zone, read), Moment("until", request.Until, zone, read));
        if (until <= from)
            read.Bad("until", "", "Ends before it begins.");
        if (until is not null && from is null)
            read.Bad("from", "", "Say from when people may apply.");
        if (request.PlaceLimit is < 1 or > MostPlaces)
            read.Bad("placeLimit", "", $"Write a number from 1 to {MostPlaces:N0}, or leave it empty.");
        var asked = request.Questions ?? [];
        if (asked.Length > Question.Most)
            read.Bad("questions", "", $"Ask at most {Question.Most} questions. Every one costs applications.");
        var words = asked.Select((q, i) => Words(i, q, read)).ToArray();
        if (!read.Ok)
            return read.Problem();
        if (request.Version != cohort.Version)
            return ChangeStudent.ChangedMeanwhile.Problem();

        var now = time.GetUtcNow();
        var standing = await db.Questions.Where(q => q.CohortId == id).ToListAsync(ct);
        for (var i = 0; i < words.Length; i++)
        {
            var (kind, wording, options, required) = words[i];
            if (standing.Find(q => q.Id == asked[i].Id) is { } known)
                known.Reword(i + 1, kind, wording, options, required);
            else
                db.Add(Question.Ask(id, i + 1, kind, wording, options, required, now));
        }
        db.RemoveRange(standing.Where(q => !asked.Any(a => a.Id == q.Id)));
        cohort.Take(from, until, request.PlaceLimit);
        await ledger.RecordAsync(new Act("applying.changed", user.PersonId(), now)
        {
            Cohort = id,
            Details = new { from, until, request.PlaceLimit, questions = words.Length },
        }, ct);
        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(ApplyingView.Of(cohort, await db.Questions.AsNoTracking().Where(q => q.CohortId == id).ToListAsync(ct)));
    }

    static DateTimeOffset? Moment(string field, string? written, TimeZoneInfo zone, FormReader read)
    {
        if (string.IsNullOrWhiteSpace(written))
            return null;
        if (!DateTime.TryParseExact(written, ["yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
            read.Bad(field, written, "Write a day and an hour.");
        else if (zone.IsInvalidTime(local))
            read.Bad(field, written, "The clocks go forward that night and skip this hour. Choose another.");
        else
            return new DateTimeOffset(TimeZoneInfo.ConvertTimeToUtc(local, zone));
        return null;
    }

    static (string Kind, string Wording, string[] Options, bool Required) Words(int i, QuestionRequest q, FormReader read)
    {
        var field = $"questions[{i}]";
        var wording = read.Line(field, q.Wording ?? "", Question.LongestWording);
        string[] options = [.. (q.Options ?? []).Select(o => read.Line(field, o, Question.LongestOption)).Where(o => o.Length > 0).Distinct()];
        if (wording.Length == 0)
            read.Bad(field, "", "Write the question, or take it away.");
        var wrong = q.Kind switch
        {
            Question.Text => options.Length > 0 ? "A question answered in words has no answers to choose from." : null,
            Question.Choice => options.Length is < 2 or > Question.MostOptions ? $"Offer 2 to {Question.MostOptions} different answers." : null,
            Question.Scale => options.Length is not 2 ? "Say what the lowest and the highest number mean." : null,
            _ => "Write “text”, “choice” or “scale”.",
        };
        if (wrong is not null)
            read.Bad(field, q.Kind ?? "", wrong);
        return (q.Kind ?? "", wording, options, q.Required);
    }
}
