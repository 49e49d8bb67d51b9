using System.Security.Claims;
using System.Text.Json;
using Mentorship.Ledger;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Matching.Board;

/// <summary>An act of this cohort. No actor: the system itself. No details: the person they were about was erased.</summary>
sealed record LedgerEntry(long Seq, DateTimeOffset At, string Act, Guid? ActorId, Guid? SubjectId, JsonElement? Details);

static class ListLedger
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("cohorts/{id:guid}/ledger", Handle)
        .WithSummary("Acts that somebody may have to answer for, the newest first, with the reasons given for them.");

    static async Task<Results<Ok<PageOf<LedgerEntry>>, NotFound>> Handle(
        Guid id, int? page, int? size, ClaimsPrincipal user, MatchingDb db, DataKeys<MatchingDb> keys, CancellationToken ct)
    {
        if (!await db.CohortsOf(user).AnyAsync(c => c.Id == id, ct))
            return TypedResults.NotFound();
        var cut = Page.Of(page, size);
        var acts = db.Set<LedgerRow>().AsNoTracking().Where(r => r.Cohort == id);
        var rows = await acts.OrderByDescending(r => r.Seq).Skip(cut.Skip).Take(cut.Size).ToListAsync(ct);
        var opening = await keys.ForAsync([.. rows.Where(r => r is { IsSealed: true, Subject: not null }).Select(r => r.Subject!.Value).Distinct()], ct);
        return TypedResults.Ok(new PageOf<LedgerEntry>(await acts.CountAsync(ct), [.. rows.Select(r => new LedgerEntry(
            r.Seq, r.At, r.Act, r.Actor == Guid.Empty ? null : r.Actor, r.Subject, r.Read(r.Subject is { } about ? opening.GetValueOrDefault(about) : null)))]));
    }
}
