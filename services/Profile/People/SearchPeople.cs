using System.Security.Claims;
using Mentorship.Profile.Vocabulary;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.People;

internal sealed record FoundPeople(int Total, FoundPerson[] Items);

internal sealed record FoundPerson(Guid Id, string Name, string Email, string[] Interests, FoundPart[] Parts);

/// <summary>A part that somebody has in one of the coordinator's cohorts.</summary>
internal sealed record FoundPart(
    Guid CohortId, string ProgrammeName, string CohortName, string Role, string? Stage, string? Headline, DateTimeOffset JoinedAt, DateTimeOffset? InvitedAt);

/// <summary>
/// People over every cohort that a coordinator runs. What is asked is asked of the part somebody has there: whoever is a
/// mentor here and a student elsewhere is not found by the stage, and not counted among its students.
/// </summary>
internal static class SearchPeople
{
    const int MostPerPage = 100;
    const int LongestQuestion = 200;
    const int MostWords = 8;
    const string Newest = "newest";

    public static void Map(IEndpointRouteBuilder api) => api.MapGet("people", Handle)
        .WithSummary("The people of one's programmes: q looks in names and addresses, interest in everything under a term; sort is name or newest; whoever is in nothing but cohorts left out (without) is neither found nor counted").OnlyForCoordinators();

    static async Task<Results<Ok<FoundPeople>, NotFound, ValidationProblem>> Handle(
        [AsParameters] PeopleQuestion asked, ClaimsPrincipal user, ProfileDb db, TermsInForce inForce, CancellationToken ct)
    {
        var terms = await inForce.GetAsync(db, ct);
        var read = new FormReader(lenient: false);
        var term = asked.Term(terms, read);
        if (!read.Ok)
            return read.Problem();
        var without = asked.Without ?? [];
        var cohorts = await db.CohortsRunBy(user).Where(c => !without.Contains(c.Id) && (asked.Programme == null || c.ProgrammeId == asked.Programme) && (asked.Cohort == null || c.Id == asked.Cohort))
            .Select(c => c.Id).ToListAsync(ct);
        if (asked.Cohort is not null ? cohorts.Count == 0 : asked.Programme is { } programme && !user.Coordinates(programme))
            return TypedResults.NotFound();

        var here = db.Memberships.Where(m => cohorts.Contains(m.CohortId));
        var parts = here;
        if (asked.Role is { Length: > 0 } role)
            parts = parts.Where(m => m.Role == role);
        if (asked.Stage is { Length: > 0 } stage)
            parts = parts.Where(m => m.Role == Membership.Student && m.Person.Student!.Stage == stage);
        var ids = term is null ? null : await NamingAsync(parts, terms, term, ct);
        var words = WordsOf(asked.Q);

        var found = db.People.AsNoTracking();
        foreach (var word in words)
            found = found.Where(p => p.Search.Contains(word));
        found = ids is null ? found.Where(p => parts.Any(m => m.PersonId == p.Id)) : found.Where(p => ids.Contains(p.Id));
        // Without words it is known already how many, or the memberships alone tell it.
        var total = words.Length > 0 ? await found.CountAsync(ct) : ids?.Count ?? await parts.Select(m => m.PersonId).Distinct().CountAsync(ct);
        var size = Math.Clamp(asked.Size ?? 25, 1, MostPerPage);
        var ordered = asked.Sort == Newest
            ? found.OrderByDescending(p => here.Where(m => m.PersonId == p.Id).Max(m => m.JoinedAt)).ThenBy(p => p.Search)
            : found.OrderBy(p => p.Search);
        var people = await ordered.ThenBy(p => p.Id)
            .Skip((int)Math.Min((Math.Max(asked.Page ?? 1, 1) - 1L) * size, int.MaxValue)).Take(size)
            .Select(p => new { p.Id, p.Name, p.Email }).ToListAsync(ct);
        var shown = people.ConvertAll(p => p.Id);
        var theirs = (await here.AsNoTracking().Include(m => m.Cohort.Programme).Include(m => m.Person.Student).Include(m => m.Person.Mentor)
            .Where(m => shown.Contains(m.PersonId)).OrderBy(m => m.JoinedAt).ToListAsync(ct)).ToLookup(m => m.PersonId);
        return TypedResults.Ok(new FoundPeople(total,
            [.. people.Select(p => new FoundPerson(p.Id, p.Name, p.Email, terms.NamesOf(theirs[p.Id].SelectMany(InterestsOf)), [.. theirs[p.Id].Select(Part)]))]));
    }

    /// <summary>Who has the term, or one below it, in one of these parts. Codes are read rather than searched for: a broad term has dozens, and neither database looks for those quickly.</summary>
    static async Task<List<Guid>> NamingAsync(IQueryable<Membership> parts, Terms terms, Term term, CancellationToken ct)
    {
        var codes = terms.Under(term).SelectMany(t => t.Formerly.Prepend(t.Code)).ToHashSet(StringComparer.Ordinal);
        var said = term.Kind == Term.Goal
            ? parts.Select(m => new { m.PersonId, Codes = m.Role == Membership.Student ? m.Person.Student!.Goals : m.Person.Mentor!.Goals })
            : parts.Select(m => new { m.PersonId, Codes = m.Role == Membership.Student ? m.Person.Student!.Interests : m.Person.Mentor!.Interests });
        return [.. (await said.ToListAsync(ct)).Where(s => codes.Overlaps(s.Codes)).Select(s => s.PersonId).Distinct()];
    }

    static string[] WordsOf(string? q)
    {
        var text = (q ?? "").ToLowerInvariant();
        return [.. text[..Math.Min(text.Length, LongestQuestion)].Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct().Take(MostWords)];
    }

    static string[] InterestsOf(Membership m) => (m.Role == Membership.Student ? m.Person.Student?.Interests : m.Person.Mentor?.Interests) ?? [];

    static FoundPart Part(Membership m) => new(m.CohortId, m.Cohort.Programme.Name, m.Cohort.Name, m.Role,
        m.Role == Membership.Student ? m.Person.Student?.Stage : null, m.Role == Membership.Mentor ? m.Person.Mentor?.Headline : null, m.JoinedAt, m.InvitedAt);
}

internal sealed record PeopleQuestion(
    string? Q, Guid? Programme, Guid? Cohort, string? Role, string? Stage, string? Interest, string? Sort, Guid[]? Without, int? Page, int? Size)
{
    /// <summary>The term that is asked for, if one is; whatever is no such role, stage or term goes to the reader.</summary>
    public Term? Term(Terms terms, FormReader read)
    {
        if (Role is { Length: > 0 } and not (Membership.Student or Membership.Mentor))
            read.Bad("role", Role, "Write “student” or “mentor”.");
        if (Stage is { Length: > 0 } && !Stages.Known.Has(Stage))
            read.Bad("stage", Stage, "Not a stage.");
        if (Interest is not { Length: > 0 } word)
            return null;
        if (terms.Named(word) is { } term)
            return term;
        read.Bad("interest", word, terms.Interests.Near(word) is { } near ? $"“{FormReader.Short(word)}” is no term. Did you mean “{near}”?" : $"“{FormReader.Short(word)}” is no term.");
        return null;
    }
}
