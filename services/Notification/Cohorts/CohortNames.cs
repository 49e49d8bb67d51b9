using System.Net;
using System.Net.Http.Json;
using Mentorship.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Notification.Cohorts;

/// <summary>Whose a cohort is and what it is called, from Profile where it is not known here yet.</summary>
internal sealed class CohortNames(NotificationDb db, ServiceCalls calls, TimeProvider time)
{
    /// <summary>Brings these cohorts up to date in the tracker; the caller saves.</summary>
    /// <exception cref="HttpRequestException">Profile does not answer.</exception>
    public async Task<IReadOnlyDictionary<Guid, KnownCohort>> LearnAsync(IReadOnlyCollection<Guid> cohorts, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var known = await db.Cohorts.Where(c => cohorts.Contains(c.CohortId)).ToDictionaryAsync(c => c.CohortId, ct);
        foreach (var id in cohorts)
        {
            if (known.TryGetValue(id, out var cohort) && !cohort.NeedsNames(now))
                continue;
            if (await SummaryAsync(id, hasOld: cohort?.NamedAt is not null, ct) is not { } summary)
                continue;
            if (cohort is null)
                db.Add(known[id] = cohort = KnownCohort.Of(id, summary.ProgrammeId));
            cohort.Called(summary.ProgrammeName, summary.Name, summary.TimeZone ?? "", now);
        }
        return known;
    }

    async Task<Summary?> SummaryAsync(Guid cohort, bool hasOld, CancellationToken ct)
    {
        try
        {
            using var profile = calls.To("profile", "notification");
            using var answer = await profile.GetAsync($"cohorts/{cohort}/summary", ct);
            if (answer.StatusCode == HttpStatusCode.NotFound)
                return null;
            answer.EnsureSuccessStatusCode();
            return await answer.Content.ReadFromJsonAsync<Summary>(Json.Options, ct);
        }
        catch (HttpRequestException) when (hasOld)
        {
            // An hour-old name is better than no mail.
            return null;
        }
    }

    sealed record Summary(Guid ProgrammeId, string ProgrammeName, string Name, string? TimeZone);
}
