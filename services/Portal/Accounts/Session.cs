namespace Mentorship.Portal.Accounts;

/// <summary>One browser at which somebody is signed in. A cookie whose row is gone opens nothing.</summary>
internal sealed class Session
{
    Session() { }

    public Session(Guid account, string device, TimeSpan lasts, DateTimeOffset now)
    {
        Id = Guid.CreateVersion7(now);
        AccountId = account;
        Device = device;
        BeganAt = UsedAt = now;
        EndsAt = now + lasts;
    }

    public Guid Id { get; private set; }

    public Guid AccountId { get; private set; }

    /// <summary>"Firefox on Windows": enough to know one's own, and no address.</summary>
    public string Device { get; private set; } = "";

    public DateTimeOffset BeganAt { get; private set; }

    /// <summary>To within a few minutes.</summary>
    public DateTimeOffset UsedAt { get; private set; }

    /// <summary>When it ends by itself unless it is used again.</summary>
    public DateTimeOffset EndsAt { get; private set; }

    public TimeSpan Lasts => EndsAt - UsedAt;
}
