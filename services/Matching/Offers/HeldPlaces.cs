using System.Collections.Frozen;
using Mentorship.Matching.Pool;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Matching.Offers;

/// <summary>How many places of each mentor are held by pairs, and how many more are spoken for by pins.</summary>
sealed class HeldPlaces
{
    readonly FrozenDictionary<MentorId, int> _held;
    readonly FrozenDictionary<MentorId, int> _pinned;

    HeldPlaces(FrozenDictionary<MentorId, int> held, FrozenDictionary<MentorId, int> pinned) => (_held, _pinned) = (held, pinned);

    public static async Task<HeldPlaces> LoadAsync(MatchingDb db, Guid cohortId, CancellationToken ct)
    {
        var held = await db.Pairs.Where(p => p.CohortId == cohortId && p.MentorPlace != null)
            .GroupBy(p => p.MentorId).Select(g => new { Mentor = g.Key, Count = g.Count() }).ToListAsync(ct);
        // A pin for a pair that is already proposed holds no second place.
        var pinned = await db.Pins.Where(p => p.CohortId == cohortId && p.MentorId != null
                && !db.Pairs.Any(o => o.CohortId == cohortId && o.StudentId == p.StudentId && o.MentorId == p.MentorId && o.MentorPlace != null))
            .GroupBy(p => p.MentorId!.Value).Select(g => new { Mentor = g.Key, Count = g.Count() }).ToListAsync(ct);
        return new HeldPlaces(held.ToFrozenDictionary(h => h.Mentor, h => h.Count), pinned.ToFrozenDictionary(p => p.Mentor, p => p.Count));
    }

    public int Held(MentorId mentor) => _held.GetValueOrDefault(mentor);

    public int Pinned(MentorId mentor) => _pinned.GetValueOrDefault(mentor);

    /// <summary>What is free this moment.</summary>
    public PlacesView Of(OpenMentor mentor) => new(mentor.Capacity, Held(mentor.Id), Math.Max(0, mentor.Limit - Held(mentor.Id)));

    /// <summary>What is free for the office, less what pins speak for.</summary>
    public PlacesView LessPins(OpenMentor mentor) =>
        new(mentor.Capacity, Held(mentor.Id), Math.Max(0, mentor.Limit - Held(mentor.Id) - Pinned(mentor.Id)));
}
