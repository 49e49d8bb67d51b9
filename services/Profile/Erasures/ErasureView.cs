using System.Security.Claims;
using Mentorship.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Erasures;

/// <summary>Where an erasure stands. <see cref="Name"/> is there for who sees the person anyway, as long as there is a name.</summary>
internal sealed record ErasureView(
    Guid PersonId, string? Name, string State, bool ByOffice, bool ByRule, DateTimeOffset AskedAt, DateTimeOffset DueAt,
    string? HoldReason, DateTimeOffset? HeldUntil, DateTimeOffset? DoneAt, ErasureStep[] Steps)
{
    public static ErasureView Of(Erasure e, string? name = null) => new(
        e.PersonId, name, e.State, e.ByOffice, e.ByRule, e.AskedAt, e.DueAt, e.HoldReason, e.HeldUntil, e.DoneAt,
        [.. Erasure.Services.Select(s => new ErasureStep(s, e.Reports.Find(r => r.Service == s)?.DoneAt))]);
}

/// <summary>A service, and since when it has nothing any more.</summary>
internal sealed record ErasureStep(string Service, DateTimeOffset? DoneAt);

internal static class ErasuresSeen
{
    /// <summary>All for administrators, who see no name; for coordinators those of people in their programmes, as long as they are in one.</summary>
    public static IQueryable<Erasure> ErasuresSeenBy(this ProfileDb db, ClaimsPrincipal user)
    {
        if (user.IsAdministrator())
            return db.Erasures;
        var mine = user.CoordinatedProgrammes();
        return db.Erasures.Where(e => db.Memberships.Any(m => m.PersonId == e.PersonId && mine.Contains(m.Cohort.ProgrammeId)));
    }

    /// <summary>Who of these is erased, with the version that views of them carry.</summary>
    public static Task<Dictionary<Guid, int>> ErasedAmongAsync(this ProfileDb db, Guid[] ids, CancellationToken ct) =>
        db.Erasures.Where(e => ids.Contains(e.PersonId) && e.State == Erasure.Done).ToDictionaryAsync(e => e.PersonId, e => e.PersonVersion, ct);
}
