namespace Mentorship.Profile.Erasures;

/// <summary>
/// That somebody is to be erased, and afterwards the tombstone: the id stays, names nobody, and is never given again.
/// One row a person; taking a request back removes it.
/// </summary>
internal sealed class Erasure
{
    public const string Asked = "asked";
    public const string Held = "held";
    public const string Done = "done";

    /// <summary>Who keeps something of people, Profile first.</summary>
    public static readonly string[] Services = ["profile", "matching", "notification", "portal"];

    Erasure() { }

    public Guid PersonId { get; private set; }
    public string State { get; private set; } = Asked;
    public DateTimeOffset AskedAt { get; private set; }
    /// <summary>The office wrote down what came by letter or by phone.</summary>
    public bool ByOffice { get; private set; }
    /// <summary>Nobody asked: the time for which their programmes keep people was over.</summary>
    public bool ByRule { get; private set; }
    /// <summary>Until then it can be taken back.</summary>
    public DateTimeOffset DueAt { get; private set; }
    /// <summary>One of <see cref="HoldReasons"/> while it is held.</summary>
    public string? HoldReason { get; private set; }
    public DateTimeOffset? HeldUntil { get; private set; }
    public DateTimeOffset? DoneAt { get; private set; }
    /// <summary>The version under which the person is known to be erased; 0 before.</summary>
    public int PersonVersion { get; private set; }
    public int Version { get; private set; }
    public List<ErasureReport> Reports { get; private set; } = [];

    public static Erasure Of(Guid person, bool byOffice, DateTimeOffset dueAt, DateTimeOffset now) => new()
    {
        PersonId = person,
        AskedAt = now,
        ByOffice = byOffice,
        DueAt = dueAt,
        Version = 1,
    };

    /// <summary>They were told of the day long before, so it is due at once.</summary>
    public static Erasure ByRuleOf(Guid person, DateTimeOffset now)
    {
        var erasure = Of(person, byOffice: false, dueAt: now, now);
        erasure.ByRule = true;
        return erasure;
    }

    public bool IsDone => State == Done;

    public bool IsHeld(DateTimeOffset now) => State == Held && HeldUntil > now;

    public void Hold(string reason, DateTimeOffset until)
    {
        (State, HoldReason, HeldUntil) = (Held, reason, until);
        Version++;
    }

    public void Release()
    {
        (State, HoldReason, HeldUntil) = (Asked, null, null);
        Version++;
    }

    /// <summary>A restored backup knows only that it was asked, and nothing of its end: it is due again.</summary>
    public void WasDone(DateTimeOffset at)
    {
        DueAt = at;
        Release();
    }

    /// <summary>Profile's own part is done with this; the others' come as they report.</summary>
    public void Finish(int personVersion, DateTimeOffset now)
    {
        (State, HoldReason, HeldUntil, DoneAt, PersonVersion) = (Done, null, null, now, personVersion);
        Report(Services[0], now);
        Version++;
    }

    public void Report(string service, DateTimeOffset at)
    {
        if (Reports.All(r => r.Service != service))
            Reports.Add(new ErasureReport { PersonId = PersonId, Service = service, DoneAt = at });
    }
}

/// <summary>When a service had nothing of the person any more.</summary>
internal sealed class ErasureReport
{
    public required Guid PersonId { get; init; }
    public required string Service { get; init; }
    public required DateTimeOffset DoneAt { get; init; }
}

/// <summary>Why an erasure may have to wait. Words from a list: a free text would be about the person.</summary>
internal static class HoldReasons
{
    public static readonly string[] All = ["open-concern", "legal-duty"];
}
