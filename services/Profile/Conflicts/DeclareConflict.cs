using System.Security.Claims;
using Mentorship.Profile.People;
using Mentorship.Profile.Readings;
using Mentorship.ServiceDefaults;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Conflicts;

/// <param name="Words">An address, or a whole name.</param>
internal sealed record DeclareConflictRequest(string? Kind, string? Words);

internal sealed record ConflictDeclared(Guid Id);

internal static class DeclareConflict
{
    static readonly Refusal TooMany = new("TooMany", $"You can name {Conflict.Most} people here. Please write to the programme office about more.");

    public static void Map(IEndpointRouteBuilder api) => api.MapPost("me/conflicts", Handle)
        .WithSummary("A mentor names whom they may not be paired with, by address or name; the answer is the same whether or not such a student is here").OnlyForPeople().RetryRaces<ProfileDb>();

    static async Task<Results<Ok<ConflictDeclared>, NotFound, ValidationProblem, ProblemHttpResult>> Handle(
        DeclareConflictRequest request, ClaimsPrincipal user, ProfileDb db, WordsHash hash, DataKeys<ProfileDb> keys, TimeProvider time, CancellationToken ct)
    {
        var me = user.PersonId();
        if (!await db.People.AnyAsync(p => p.Id == me && p.Mentor != null, ct))
            return TypedResults.NotFound();
        var read = new FormReader(lenient: false);
        if (!Conflict.Kinds.Contains(request.Kind))
            read.Bad("kind", "", "Choose what stands between you.");
        var words = read.Name("words", request.Words ?? "");
        if (words.Contains('@', StringComparison.Ordinal))
            words = read.Email("words", words);
        else if (!words.Contains(' ', StringComparison.Ordinal))
            read.Bad("words", words, "Write an address, or given and family name.");
        if (!read.Ok)
            return read.Problem();

        var mine = await db.Declarations.Where(d => d.MentorId == me).Select(d => new { d.Id, d.Kind, d.WordsHash }).ToListAsync(ct);
        var wordsHash = hash.Of(words);
        if (mine.Find(d => d.Kind == request.Kind && d.WordsHash == wordsHash) is { } known)
            return TypedResults.Ok(new ConflictDeclared(known.Id));
        if (mine.Count >= Conflict.Most)
            return TooMany.Problem();

        var now = time.GetUtcNow();
        var declared = db.Add(Declaration.Of(me, request.Kind!, words, wordsHash, await keys.ForAsync(me, ct), now)).Entity;
        var meant = await MeantAsync(db, words, ct);
        await db.KeepApartAsync(meant.Select(student => (me, student)), ct);
        await db.TellOfAsync(p => meant.Contains(p.Id), now, ct);
        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(new ConflictDeclared(declared.Id));
    }

    /// <summary>Students who are here and meant by these words; whoever comes later is found when they come.</summary>
    internal static async Task<Guid[]> MeantAsync(ProfileDb db, string words, CancellationToken ct)
    {
        var key = WordsHash.KeyOf(words);
        var start = key + " ";
        var ids = await db.People.AsNoTracking().Where(p => p.Student != null && (p.Addresses.Any(a => a.Key == key) || p.Search.StartsWith(start)))
            .Select(p => new { p.Id, p.Name, ByAddress = p.Addresses.Any(a => a.Key == key) }).ToListAsync(ct);
        return [.. ids.Where(p => p.ByAddress || WordsHash.KeyOf(p.Name) == key).Select(p => p.Id)];
    }
}
