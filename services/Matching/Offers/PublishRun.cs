using System.Security.Claims;
using Mentorship.Contracts;
using Mentorship.Ledger;
using Mentorship.Matching.Policies;
using Mentorship.Matching.Pool;
using Mentorship.Matching.Runs;
using Mentorship.Messaging;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Matching.Offers;

/// <summary>Null: after the policy's take-back window. 0: now, and nothing can be taken back.</summary>
sealed record PublishRequest(int? GoesOutInMinutes);

/// <summary>No publication: by this cohort's policy another coordinator has to publish what was asked for.</summary>
sealed record PublicationView(Guid? PublicationId, DateTimeOffset? GoesOutAt, int Pairs);

static partial class PublishRun
{
    const int AtMostAWeek = 7 * 24 * 60;

    static readonly Refusal NotDone = new("RunNotDone", "This run has no draft to publish. Wait until it is done, or fill in the rest again.");
    static readonly Refusal AlreadyPublished = new("AlreadyPublished", "This draft is published already. Nothing was sent twice.");
    static readonly Refusal NotLatest = new("NotLatestDraft", "There is a newer draft of this cohort. Nothing was published. Look at the newest one and publish that.");
    static readonly Refusal SecondPerson = new("SecondPersonNeeded", "You asked to publish this draft, so another coordinator of the programme has to look at it and publish it.");
    static readonly Refusal Empty = new("NothingToPublish", "This draft pairs nobody, so there is nothing to publish.");

    public static void Map(RouteGroupBuilder api) => api.MapPost("runs/{id:guid}/publish", Handle)
        .RetryRaces<MatchingDb>()
        .WithSummary("Publishes the latest draft; where the policy wants two, the first to ask only asks, and another coordinator publishes. Its pairs hold their places from now on and become offers when the time to take them back is over. Refused where a place has gone since.")
        .ProducesProblem(StatusCodes.Status409Conflict);

    static async Task<Results<Ok<PublicationView>, NotFound, ValidationProblem, ProblemHttpResult>> Handle(
        Guid id, PublishRequest request, ClaimsPrincipal user, MatchingDb db, LedgerOf<MatchingDb> ledger, TimeProvider time,
        ILogger<Publication> log, CancellationToken ct)
    {
        if (await db.RunsOf(user).SingleOrDefaultAsync(r => r.Id == id, ct) is not { } run)
            return TypedResults.NotFound();
        if (request.GoesOutInMinutes is < 0 or > AtMostAWeek)
            return Invalid.Field("goesOutInMinutes", "Offers go out now or within a week.");
        if (run.PublishedAt is not null)
            return AlreadyPublished.Problem();
        if (run.State != RunState.Done)
            return NotDone.Problem();
        if (await db.Runs.AnyAsync(r => r.CohortId == run.CohortId && r.Number > run.Number && r.State == RunState.Done, ct))
            return NotLatest.Problem();
        var drafted = await db.RunPairs.AsNoTracking().Where(p => p.RunId == id).OrderByDescending(p => p.Pinned).ThenBy(p => p.StudentId).ToListAsync(ct);
        if (drafted.Count == 0)
            return Empty.Problem();

        var now = time.GetUtcNow();
        var policy = await db.CurrentPolicyAsync(run.CohortId, ct);
        var places = await PlacesNow.LoadAsync(db, run.CohortId, drafted, policy.PlacesPerStudent, now, ct);
        var (made, gone) = places.Take(drafted);
        if (gone.Count > 0)
            return Gone(gone);

        var minutes = request.GoesOutInMinutes ?? run.AskedMinutes ?? policy.TakeBackMinutes;
        if (policy.SecondPerson && run.AskedBy is null)
            return await AskAsync(run, minutes, drafted.Count, user.PersonId(), db, ledger, now, ct);
        if (policy.SecondPerson && run.AskedBy == user.PersonId())
            return SecondPerson.Problem();
        var cohort = await db.Cohorts.SingleAsync(c => c.Id == run.CohortId, ct);
        var publication = new Publication(Guid.CreateVersion7(now), cohort.Id, id, drafted.Count, user.PersonId(), now.AddMinutes(minutes), now);
        db.Add(publication);
        db.AddRange(made.Select(m => Pair.Propose(new Draft(
            Guid.CreateVersion7(now), cohort, m.Pair.StudentId, m.Pair.MentorId, m.StudentPlace, m.MentorPlace, m.Pair.Score, m.Pair.Choice, m.Pair.Reasons),
            publication.Id, publication.GoesOutAt, now)));
        run.Publish(now);
        db.Announce(new RunPublished
        {
            CohortId = cohort.Id,
            RunId = id,
            PublicationId = publication.Id,
            Version = publication.Version,
            Pairs = publication.Pairs,
            GoesOutAt = publication.GoesOutAt,
            PublishedAt = now,
        }, now);
        await ledger.RecordAsync(new Act("run.published", user.PersonId(), now)
        {
            Cohort = cohort.Id,
            Details = new { RunId = id, run.Number, PublicationId = publication.Id, publication.Pairs, publication.GoesOutAt, run.AskedBy },
        }, ct);
        await db.SaveChangesAsync(ct);
        try
        {
            await ledger.KeepHeadAsync(ct);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It is published; that the head was not kept is a gap in assurance until the daily one.
            HeadNotKept(log, e, publication.Id);
        }
        return TypedResults.Ok(new PublicationView(publication.Id, publication.GoesOutAt, publication.Pairs));
    }

    static async Task<Ok<PublicationView>> AskAsync(Run run, int minutes, int pairs, Guid by, MatchingDb db, LedgerOf<MatchingDb> ledger, DateTimeOffset now, CancellationToken ct)
    {
        // What the places were looked at with is not kept: they are looked at again when it is published.
        db.ChangeTracker.Clear();
        db.Attach(run);
        run.AskToPublish(minutes, by, now);
        await ledger.RecordAsync(new Act("publication.asked", by, now) { Cohort = run.CohortId, Details = new { RunId = run.Id, run.Number, pairs, minutes } }, ct);
        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(new PublicationView(null, null, pairs));
    }

    static ProblemHttpResult Gone(List<RunPair> gone)
    {
        var pairs = gone.Count == 1 ? "One pair of this draft no longer has its place" : $"{gone.Count:N0} pairs of this draft no longer have their places";
        var next = gone.Exists(p => p.Pinned)
            ? "One of them was made by hand: undo it or find it another place, then fill in the rest again."
            : "Fill in the rest again; the new draft takes the places as they are now.";
        return new Refusal("PlacesChanged", $"{pairs}: somebody left, was paired, was forbidden, has fewer places, or lacks a guardian’s consent or a clearance since. Nothing was published. {next}")
            .Problem(("students", gone.Select(p => p.StudentId.Value).ToArray()), ("mentors", gone.Select(p => p.MentorId.Value).Distinct().ToArray()));
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The ledger's head could not be kept at publication {PublicationId}")]
    static partial void HeadNotKept(ILogger log, Exception e, Guid publicationId);
}

/// <summary>The places of a cohort at this moment, for the pairs of a draft to take one after the other.</summary>
sealed class PlacesNow
{
    readonly Dictionary<StudentId, HashSet<int>> _ofStudent;
    readonly Dictionary<MentorId, HashSet<int>> _ofMentor;
    readonly HashSet<StudentId> _here;
    readonly Dictionary<MentorId, int> _limits;
    readonly HashSet<StudentId> _minors;
    readonly HashSet<MentorId> _cleared;
    readonly HashSet<(StudentId, MentorId)> _forbidden;
    readonly int _perStudent;

    PlacesNow(List<Held> held, List<PoolStudent> here, List<PoolMentor> mentors, IEnumerable<Overrides.Forbid> forbidden, int perStudent)
    {
        _ofStudent = held.GroupBy(p => p.StudentId).ToDictionary(g => g.Key, g => g.Select(p => p.StudentPlace).ToHashSet());
        _ofMentor = held.GroupBy(p => p.MentorId).ToDictionary(g => g.Key, g => g.Select(p => p.MentorPlace).ToHashSet());
        (_here, _minors) = ([.. here.Select(s => s.StudentId)], [.. here.Where(s => s.Minor).Select(s => s.StudentId)]);
        (_limits, _cleared) = (mentors.ToDictionary(m => m.MentorId, m => m.Limit), [.. mentors.Where(m => m.Cleared).Select(m => m.MentorId)]);
        _forbidden = [.. forbidden.Select(f => (f.StudentId, f.MentorId))];
        _perStudent = perStudent;
    }

    sealed record Held(StudentId StudentId, MentorId MentorId, int StudentPlace, int MentorPlace);

    /// <summary>The places as they are once the proposals that nobody has seen, of the students in this draft, have given way to it.</summary>
    public static async Task<PlacesNow> LoadAsync(MatchingDb db, Guid cohortId, List<RunPair> drafted, int perStudent, DateTimeOffset now, CancellationToken ct)
    {
        var students = drafted.Select(p => p.StudentId).ToHashSet();
        foreach (var earlier in await db.Pairs.Where(p => p.CohortId == cohortId && p.State == PairState.Proposed).ToListAsync(ct))
            if (students.Contains(earlier.StudentId))
                earlier.Supersede(now);
        var superseded = db.Pairs.Local.Where(p => p.State == PairState.Superseded).Select(p => p.Id).ToHashSet();
        var holding = await db.Pairs.AsNoTracking().Where(p => p.CohortId == cohortId && p.MentorPlace != null)
            .Select(p => new { p.Id, Places = new Held(p.StudentId, p.MentorId, p.StudentPlace!.Value, p.MentorPlace!.Value) }).ToListAsync(ct);
        var here = await db.PoolStudents.AsNoTracking().Where(s => s.CohortId == cohortId && s.Here).ToListAsync(ct);
        var mentors = await db.PoolMentors.AsNoTracking().Where(m => m.CohortId == cohortId).ToListAsync(ct);
        return new PlacesNow([.. holding.Where(h => !superseded.Contains(h.Id)).Select(h => h.Places)],
            here, mentors, await db.Forbids.AsNoTracking().Where(f => f.CohortId == cohortId && f.InForce).ToListAsync(ct), perStudent);
    }

    /// <summary>Takes a place on both sides for every pair; those that find none come back as gone.</summary>
    public (List<(RunPair Pair, int StudentPlace, int MentorPlace)> Made, List<RunPair> Gone) Take(List<RunPair> drafted)
    {
        var (made, gone) = (new List<(RunPair, int, int)>(drafted.Count), new List<RunPair>());
        foreach (var pair in drafted)
        {
            var (ofStudent, ofMentor) = (Taken(_ofStudent, pair.StudentId), Taken(_ofMentor, pair.MentorId));
            if (_here.Contains(pair.StudentId)
                && !_forbidden.Contains((pair.StudentId, pair.MentorId))
                && (!_minors.Contains(pair.StudentId) || _cleared.Contains(pair.MentorId))
                && FreePlace.Lowest(ofStudent, _perStudent) is { } studentPlace
                && FreePlace.Lowest(ofMentor, _limits.GetValueOrDefault(pair.MentorId)) is { } mentorPlace)
            {
                ofStudent.Add(studentPlace);
                ofMentor.Add(mentorPlace);
                made.Add((pair, studentPlace, mentorPlace));
            }
            else
                gone.Add(pair);
        }
        return (made, gone);
    }

    static HashSet<int> Taken<TKey>(Dictionary<TKey, HashSet<int>> places, TKey key) where TKey : notnull =>
        places.TryGetValue(key, out var taken) ? taken : places[key] = [];
}
