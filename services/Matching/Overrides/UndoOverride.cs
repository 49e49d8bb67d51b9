using System.Security.Claims;
using Mentorship.Ledger;
using Mentorship.Matching.Pool;
using Mentorship.Matching.Runs;
using Mentorship.ServiceDefaults;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Matching.Overrides;

static class UndoOverride
{
    static readonly Refusal NothingToUndo = new("NothingToUndo", "This draft came from a run, not from an override, so there is none to undo.");

    public static void Map(RouteGroupBuilder api) => api.MapPost("runs/{id:guid}/overrides/undo", Handle)
        .RetryRaces<MatchingDb>()
        .WithSummary("Undoes the last override: the draft before it becomes the cohort's next one. Undoing again goes one further back.")
        .ProducesProblem(StatusCodes.Status409Conflict);

    static async Task<Results<Ok<OverriddenTo>, NotFound, ProblemHttpResult>> Handle(
        Guid id, ClaimsPrincipal user, MatchingDb db, Pools pools, StandingDrafts drafts, DataKeys<MatchingDb> keys, LedgerOf<MatchingDb> ledger, TimeProvider time, CancellationToken ct)
    {
        var began = time.GetTimestamp();
        if (await OpenDraft.LineAsync(db.RunsOf(user), id, ct) is not { } latest)
            return TypedResults.NotFound();
        var (no, newest) = await OpenDraft.RefusalAsync(db, latest, ct);
        if (no is not null)
            return no.Problem();
        var all = await LastAsync(db, latest.Origin, latest.OverrideId, ct);
        if (all is not [var undone, ..])
            return NothingToUndo.Problem();
        if (all.Any(o => o.Concerns(user.PersonId())))
            return Conflicts.OwnPair.Problem();
        var (before, refusal) = await OpenDraft.OpenAsync(db, pools, drafts, (await OpenDraft.LineAsync(db.Runs, undone.RunId, ct))!, newest, ct);
        if (before is null)
            return refusal!.Problem();

        var (now, by, cohort) = (time.GetUtcNow(), user.PersonId(), latest.CohortId);
        var restored = new Restored();
        var rows = new List<Override>();
        var (first, nextId) = (Guid.CreateVersion7(now), Guid.CreateVersion7(now));
        foreach (var was in all)
        {
            var row = new Override(rows.Count == 0 ? first : Guid.CreateVersion7(now), was.Kind, cohort, latest.Id, nextId, was.Mode, was.Reason, by, now).UndoOf(was.Id);
            rows.Add(row);
            switch (was)
            {
                case { Kind: OverrideKind.Add }:
                    row.About(was.StudentId, was.MentorId);
                    break;
                case { Kind: OverrideKind.Places, MentorId: { } mentorId }:
                    await RestorePlacesAsync(was, mentorId, row);
                    break;
                case { Kind: OverrideKind.Forbid or OverrideKind.Lift, StudentId: { } student, MentorId: { } mentor }:
                    await RestoreForbidAsync(was, student, mentor, row);
                    break;
                case { StudentId: { } student }:
                    await RestorePinAsync(was, student, row);
                    break;
            }
        }
        var (change, full) = before.Again(restored);
        if (change is null)
            return full!.Problem();

        db.AddRange(rows.Select(row => row.Costs(change.Effect)));
        var next = await before.NextRunAsync(db, keys, change, RunOrigin.Undo, latest, nextId, first, by, now, time.GetElapsedTime(began), ct);
        await ledger.RecordAsync(new Act("override.undone", by, now)
        {
            Subject = undone.StudentId?.Value ?? undone.MentorId?.Value,
            Partner = undone.StudentId is null ? null : all.Length > 1 ? all[1].StudentId?.Value : undone.MentorId?.Value,
            Cohort = latest.CohortId,
            Details = new { undone.Kind, MentorId = undone.MentorId?.Value, next.Number, RunId = next.Id, Undoes = undone.Id },
        }, ct);
        await db.SaveChangesAsync(ct);
        drafts.OpenSoon(next.Id, change.Input);
        return TypedResults.Ok(new OverriddenTo(next.Id, next.Number));

        // What was decided by hand after the override stays decided.
        async Task RestorePinAsync(Override was, StudentId student, Override row)
        {
            var pin = await db.Pins.FindAsync([cohort, student], ct);
            if (was.Kind == OverrideKind.Lift ? pin is not null : pin is null || pin.MentorId != was.MentorId || pin.At != was.At)
            {
                row.Pairs(student, pin?.MentorId, pin?.Bend ?? false, pin);
                return;
            }
            row.Pairs(student, was.FormerMentorId, was.FormerBend, pin);
            restored.Pins.Add((student, was.HadPin, was.FormerMentorId));
            if (!was.HadPin)
            {
                db.Remove(pin!);
                return;
            }
            if (pin is null)
                db.Add(pin = new Pin(cohort, student));
            pin.Set(was.FormerMentorId, Reasons.PairedByHand, null, was.FormerBend, by, now);
        }

        async Task RestoreForbidAsync(Override was, StudentId student, MentorId mentor, Override row)
        {
            row.About(student, mentor);
            var forbids = was.Kind == OverrideKind.Forbid;
            if (await db.Forbids.FindAsync([cohort, student, mentor], ct) is not { } forbid || forbid.InForce != forbids || forbid.At != was.At)
                return;
            forbid.Set(!forbids, was.Reason, null, by, now);
            restored.Forbids.Add((student, mentor, !forbids));
        }

        async Task RestorePlacesAsync(Override was, MentorId mentorId, Override row)
        {
            var mentor = (await db.PoolMentors.FindAsync([cohort, mentorId], ct))!;
            row.Gives(mentorId, was.FormerPlaces!.Value, was.Places!.Value);
            if (mentor.Capacity != was.Places)
                return;
            mentor.Give(was.FormerPlaces.Value);
            restored.Places.Add((mentorId, Math.Max(0, mentor.Limit - before.Round.Held.GetValueOrDefault(mentorId))));
        }
    }

    /// <summary>The override that led to a draft of that origin, both of a swap; past an undo, the one before what it undid.</summary>
    public static async Task<Override[]> LastAsync(MatchingDb db, RunOrigin origin, Guid? overrideId, CancellationToken ct)
    {
        while (origin != RunOrigin.Fill && overrideId is { } id)
        {
            var last = await db.Overrides.AsNoTracking().SingleAsync(o => o.Id == id, ct);
            if (origin == RunOrigin.Override)
                return [last, .. await db.Overrides.AsNoTracking().Where(o => o.NewRunId == last.NewRunId && o.Id != id).ToListAsync(ct)];
            var undone = await db.Overrides.AsNoTracking().SingleAsync(o => o.Id == last.Undoes, ct);
            var before = await db.Runs.Where(r => r.Id == undone.RunId).Select(r => new { r.Origin, r.OverrideId }).SingleAsync(ct);
            (origin, overrideId) = (before.Origin, before.OverrideId);
        }
        return [];
    }
}
