namespace Mentorship.Profile.Programmes;

internal sealed class Cohort
{
    public const string Batch = "batch";
    public const string Rolling = "rolling";

    Cohort() { }

    public Guid Id { get; private set; }
    public Guid ProgrammeId { get; private set; }
    public Programme Programme { get; private set; } = null!;
    public string Name { get; private set; } = "";
    public string NameKey { get; private set; } = "";
    public string Kind { get; private set; } = Batch;
    public string TimeZone { get; private set; } = "";
    public DateOnly OpensOn { get; private set; }
    /// <summary>Its last day; without one it goes on.</summary>
    public DateOnly? EndsOn { get; private set; }
    /// <summary>From when people may apply on the programme's page; without it nobody can.</summary>
    public DateTimeOffset? AppliesFrom { get; private set; }
    /// <summary>Until when; without it as long as the cohort runs.</summary>
    public DateTimeOffset? AppliesUntil { get; private set; }
    /// <summary>How many students it takes. Without a limit whoever is eligible is in with their application.</summary>
    public int? PlaceLimit { get; private set; }
    public int Version { get; private set; }
    public DateTimeOffset OpenedAt { get; private set; }

    public static Cohort Open(Guid programme, string name, string kind, string timeZone, DateOnly opensOn, DateOnly? endsOn, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        ProgrammeId = programme,
        Name = name,
        NameKey = name.ToLowerInvariant(),
        Kind = kind,
        TimeZone = timeZone,
        OpensOn = opensOn,
        EndsOn = endsOn,
        Version = 1,
        OpenedAt = now,
    };

    /// <summary>The cohort after this one: the same, a year later on its own clock, with nobody in it.</summary>
    public Cohort NextYear(string name, DateTimeOffset now)
    {
        var next = Open(ProgrammeId, name, Kind, TimeZone, OpensOn.AddYears(1), EndsOn?.AddYears(1), now);
        (next.AppliesFrom, next.AppliesUntil, next.PlaceLimit) = (YearLater(AppliesFrom), YearLater(AppliesUntil), PlaceLimit);
        return next;
    }

    /// <summary>The same hour of the same day; an hour that the clocks skip then becomes the one after it.</summary>
    DateTimeOffset? YearLater(DateTimeOffset? at)
    {
        if (at is not { } moment)
            return null;
        var zone = TimeZoneInfo.FindSystemTimeZoneById(TimeZone);
        var local = TimeZoneInfo.ConvertTime(moment, zone).DateTime.AddYears(1);
        return new DateTimeOffset(TimeZoneInfo.ConvertTimeToUtc(zone.IsInvalidTime(local) ? local.AddHours(1) : local, zone));
    }

    public void End(DateOnly? endsOn)
    {
        EndsOn = endsOn;
        Version++;
    }

    public bool TakesApplications(DateTimeOffset now) => AppliesFrom <= now && (AppliesUntil is null || now < AppliesUntil);

    public void Take(DateTimeOffset? from, DateTimeOffset? until, int? placeLimit)
    {
        (AppliesFrom, AppliesUntil, PlaceLimit) = (from, until, placeLimit);
        Version++;
    }

    /// <summary>The cohort's choices are others now; the version tells a later import from an earlier one.</summary>
    public void TakeRankings() => Version++;
}
