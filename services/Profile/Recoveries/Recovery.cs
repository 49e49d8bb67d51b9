using Mentorship.Profile.People;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Recoveries;

/// <summary>
/// An address that opens somebody's account once and becomes theirs by that, because the office made sure who they are and the
/// addresses they had are lost. One at a time for a person; it goes when it was used, stopped or ran out.
/// </summary>
internal sealed class Recovery
{
    public static readonly TimeSpan Lasts = TimeSpan.FromDays(3);

    /// <summary>How the office made sure who it is: never by the mail that asked for it.</summary>
    public static readonly string[] Ways = ["in-person", "call", "record"];

    Recovery() { }

    public Guid PersonId { get; private set; }
    public string Email { get; private set; } = "";
    public string EmailKey { get; private set; } = "";
    public string Checked { get; private set; } = "";
    public Guid StartedBy { get; private set; }
    public DateTimeOffset StartedAt { get; private set; }
    public DateTimeOffset EndsAt { get; private set; }

    public static Recovery Of(Guid person) => new() { PersonId = person };

    public void Start(string email, string way, Guid by, DateTimeOffset now) =>
        (Email, EmailKey, Checked, StartedBy, StartedAt, EndsAt) = (email, Person.KeyOf(email), way, by, now, now + Lasts);

    public bool IsOpen(DateTimeOffset now) => now < EndsAt;
}

/// <param name="Email">The address that opens the account; null where nothing is under way.</param>
/// <param name="Checked">in-person, call or record.</param>
internal sealed record RecoveryView(string? Email, string? Checked, DateTimeOffset? StartedAt, DateTimeOffset? EndsAt)
{
    public static async Task<RecoveryView> OfAsync(ProfileDb db, Guid person, DateTimeOffset now, CancellationToken ct) =>
        await db.Recoveries.AsNoTracking().SingleOrDefaultAsync(r => r.PersonId == person && r.EndsAt > now, ct) is { } under
            ? new(under.Email, under.Checked, under.StartedAt, under.EndsAt)
            : new(null, null, null, null);
}
