using Mentorship.Profile.Programmes;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Applications;

/// <summary>What anybody may know of a programme. No person, and no count of people.</summary>
internal sealed record PublicProgramme(Guid Id, string Slug, string Name, string Description, string Eligibility, string[] Stages, PublicCohort? Cohort);

/// <summary>The cohort that takes applications now, or will next.</summary>
internal sealed record PublicCohort(
    Guid Id, string Name, string Kind, string TimeZone, DateTimeOffset From, DateTimeOffset? Until, bool IsOpen, int? PlaceLimit, QuestionView[] Questions);

internal sealed record QuestionView(Guid Id, string Kind, string Wording, string[] Options, bool Required)
{
    public static QuestionView Of(Question q) => new(q.Id, q.Kind, q.Wording, q.Options, q.Required);
}

internal static class PublicProgrammes
{
    /// <summary>The cohort to show: what is open and closes first, else what opens next.</summary>
    public static Cohort? Current(this IEnumerable<Cohort> cohorts, DateTimeOffset now) => cohorts
        .Where(c => c.AppliesFrom is not null && (c.AppliesUntil is null || now < c.AppliesUntil))
        .OrderByDescending(c => c.TakesApplications(now))
        .ThenBy(c => c.TakesApplications(now) ? c.AppliesUntil ?? DateTimeOffset.MaxValue : c.AppliesFrom)
        .FirstOrDefault();

    public static PublicProgramme View(Programme p, Cohort? c, IEnumerable<Question> questions, DateTimeOffset now) =>
        new(p.Id, p.Slug, p.Name, p.Description, p.Eligibility, p.Stages, c is null ? null
            : new PublicCohort(c.Id, c.Name, c.Kind, c.TimeZone, c.AppliesFrom!.Value, c.AppliesUntil, c.TakesApplications(now), c.PlaceLimit,
                [.. questions.OrderBy(q => q.Number).Select(QuestionView.Of)]));

    /// <summary>A public programme with the cohort that takes applications at this moment, for those who send one.</summary>
    public static async Task<(Programme Programme, Cohort? Open)?> PublicProgrammeAsync(this ProfileDb db, string slug, DateTimeOffset now, CancellationToken ct)
    {
        if (await db.Programmes.SingleOrDefaultAsync(p => p.Slug == slug && p.IsPublic, ct) is not { } programme)
            return null;
        var current = (await db.Cohorts.Where(c => c.ProgrammeId == programme.Id && c.AppliesFrom != null).ToListAsync(ct)).Current(now);
        return (programme, current?.TakesApplications(now) == true ? current : null);
    }
}
