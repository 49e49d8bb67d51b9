using System.Text.RegularExpressions;
using Mentorship.Profile.People;
using Mentorship.Profile.Programmes;
using Mentorship.Profile.Vocabulary;
using Mentorship.ServiceDefaults;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Applications;

/// <param name="From">The tag of the link that was followed, if it carried one.</param>
/// <param name="NominationId">The nomination whose mail led here.</param>
internal sealed record ApplyRequest(
    string? Name, string? Email, string? Stage, string[]? Interests, Dictionary<Guid, string?>? Answers, string? From, Guid? NominationId);

/// <summary>What the Portal hands to Notification: a code, and the address that was typed.</summary>
internal sealed record CodeToMail(Guid Id, Guid CohortId, string Email, string Code, DateTimeOffset Until);

internal static partial class Apply
{
    internal static readonly Refusal NotOpen = new("NotOpen", "This programme takes no applications at the moment.");
    internal static readonly Refusal TooOften = new("TooOften", "Several codes were mailed to this address just now. Use the newest, or wait a quarter of an hour.");

    public static void Map(IEndpointRouteBuilder api) => api.MapPost("public/programmes/{slug}/applications", Handle)
        .WithSummary("Takes what somebody wrote; it counts once they type the code that is mailed to them").OnlyFor("portal").RetryRaces<ProfileDb>();

    static async Task<Results<Created<CodeToMail>, NotFound, ValidationProblem, ProblemHttpResult>> Handle(
        string slug, ApplyRequest request, ProfileDb db, TermsInForce inForce, DataKeys<ProfileDb> keys, AddressChecks checks, TimeProvider time, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        if (await db.PublicProgrammeAsync(slug, now, ct) is not var (programme, open))
            return TypedResults.NotFound();
        if (open is null)
            return NotOpen.Problem();

        var read = new FormReader(lenient: false);
        var who = new Applicant(read.PersonName("name", request.Name), read.Email("email", request.Email ?? ""));
        var stage = Stage(request.Stage, programme.Stages, read);
        var (interests, _) = read.Terms(await inForce.GetAsync(db, ct), "interests", request.Interests ?? [], "interests", []);
        if (interests.Length == 0)
            read.Bad("interests", "", "Choose at least one interest; “Still exploring” is one.");
        var questions = await db.Questions.AsNoTracking().Where(q => q.CohortId == open.Id).OrderBy(q => q.Number).ToListAsync(ct);
        Answer[] answers = [.. questions.Select(q => q.Read(request.Answers?.GetValueOrDefault(q.Id) ?? "", read))];
        if (!read.Ok)
            return read.Problem();

        var id = Guid.CreateVersion7(now);
        if (await checks.MakeAsync(id, who.Email, ct) is not { } mailed)
            return TooOften.Problem();
        var (arrival, nomination) = await ArrivalAsync(request, open, now, db, ct);
        db.Add(Application.Begin(open.Id, id, arrival, nomination, who, new ApplicationForm(stage!, interests, answers), await keys.ForAsync(id, ct), now));
        await db.SaveChangesAsync(ct);
        return TypedResults.Created((string?)null, new CodeToMail(id, open.Id, who.Email, mailed.Code, mailed.Until));
    }

    /// <summary>A tag that nobody made, and a nomination that is over, count as the plain link.</summary>
    static async Task<(Arrival, Guid?)> ArrivalAsync(ApplyRequest request, Cohort open, DateTimeOffset now, ProfileDb db, CancellationToken ct)
    {
        if (request.NominationId is { } id && await db.Nominations.SingleOrDefaultAsync(n => n.Id == id && n.CohortId == open.Id, ct) is { } nomination && nomination.IsOpen(now))
            return (new Arrival(nomination.Source, null), id);
        return request.From is { Length: > 0 } from && await db.SourceTags.AnyAsync(t => t.ProgrammeId == open.ProgrammeId && t.Tag == from, ct)
            ? (new Arrival(Sources.Tagged, from), null)
            : (new Arrival(Sources.Link, null), null);
    }

    static string? Stage(string? written, string[] taken, FormReader read)
    {
        if (string.IsNullOrWhiteSpace(written))
            read.Bad("stage", "", "Choose where you are now.");
        else if (read.Stage("stage", written) is { } stage)
        {
            if (taken.Contains(stage))
                return stage;
            read.Bad("stage", written, $"This programme is for: {string.Join(", ", Stages.Known.NamesOf(taken))}.");
        }
        return null;
    }

    /// <summary>A name that will stand in a mail to somebody who asked for none: words, and nothing to press.</summary>
    internal static string PersonName(this FormReader read, string field, string? written)
    {
        var name = read.Name(field, written ?? "");
        if (name.Length == 0)
            read.Bad(field, "", "Write a name.");
        else if (name.Length > LongestName)
            read.Bad(field, name, $"Write it with {LongestName} characters at most.");
        else if (name.AsSpan().IndexOfAny("@/:<>") >= 0 || LikeAnAddress().IsMatch(name))
            read.Bad(field, name, "Write the name only, without an address or a link, and with a space after a point.");
        return name;
    }

    const int LongestName = 80;

    /// <summary>Mail programs make a link of it.</summary>
    [GeneratedRegex(@"\p{L}{2}\.\p{L}{2}", RegexOptions.CultureInvariant)]
    private static partial Regex LikeAnAddress();
}
