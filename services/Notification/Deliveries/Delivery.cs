using System.Diagnostics;

namespace Mentorship.Notification.Deliveries;

internal enum Channel { Mail, InApp }

internal enum DeliveryState
{
    /// <summary>To be sent when due, by whoever claims it.</summary>
    Waiting,

    /// <summary>Everything is agreed with the server; the message may be on its way.</summary>
    Sending,

    /// <summary>The server took it; in the inbox, it can be read.</summary>
    Sent,

    /// <summary>Nobody can say whether the server took it, and it is not of the kind that goes again.</summary>
    Unknown,

    /// <summary>It cannot be delivered, or no longer makes sense.</summary>
    Failed,
}

/// <summary>One person is told one thing over one channel: the only row there ever is for it.</summary>
internal sealed class Delivery
{
    /// <summary>Longer than a session with a mail server may take, so that nobody claims a row that is still being sent.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);

    static readonly TimeSpan[] Pauses = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromHours(1)];
    const int MostResends = 5;

    Delivery() { }

    public Guid Id { get; private set; }
    public Guid PersonId { get; private set; }

    /// <summary>Kind, subject and version of what happened; with person and channel unique.</summary>
    public string Event { get; private set; } = "";
    public string Kind { get; private set; } = "";
    public Channel Channel { get; private set; }
    public DeliveryState State { get; private set; }

    /// <summary>Codes and offers: rather twice than never.</summary>
    public bool MustSend { get; private set; }

    /// <summary>Somebody is looking at a page that waits for it.</summary>
    public bool Urgent { get; private set; }

    /// <summary>For the coordinator's list.</summary>
    public Guid? CohortId { get; private set; }
    public string Facts { get; private set; } = "";

    /// <summary>See <see cref="Deliveries.Secret"/>; gone when it is of no more use.</summary>
    public byte[]? Secret { get; private set; }

    /// <summary>Name and address of somebody who is nobody here, sealed; gone with the delivery.</summary>
    public byte[]? Stranger { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset DueAt { get; private set; }

    /// <summary>After this the letter would say something untrue.</summary>
    public DateTimeOffset GiveUpAt { get; private set; }
    public DateTimeOffset? ClaimedUntil { get; private set; }

    /// <summary>Refusals by the server for this message; an absent server is not counted.</summary>
    public int Attempts { get; private set; }

    /// <summary>How often it went again after nobody could say whether it had arrived.</summary>
    public int Resends { get; private set; }
    public DateTimeOffset? SentAt { get; private set; }
    public DateTimeOffset? ReadAt { get; private set; }

    /// <summary>A code or a number of ours or of the server, never its words: they may repeat the address.</summary>
    public string? LastError { get; private set; }

    /// <summary>The trace of the request that led to it, so that it ends with the mail.</summary>
    public string? TraceParent { get; private set; }
    public int Version { get; private set; }

    public static Delivery Of(string kind, string @event, Guid person, Channel channel, Facts facts, DateTimeOffset now, DateTimeOffset giveUpAt) => new()
    {
        Id = Guid.CreateVersion7(now),
        PersonId = person,
        Event = @event,
        Kind = kind,
        Channel = channel,
        MustSend = LetterKind.MustSend(kind),
        Urgent = LetterKind.IsUrgent(kind),
        CohortId = facts.CohortId,
        Facts = facts.Write(),
        CreatedAt = now,
        DueAt = now,
        GiveUpAt = giveUpAt,
        TraceParent = Activity.Current?.Id,
        Version = 1,
    };

    public void Seal(byte[] secret) => Secret = secret;

    public void Address(byte[] stranger) => Stranger = stranger;

    /// <summary>Takes a waiting row, or one that its sender left behind.</summary>
    public void Claim(DateTimeOffset now)
    {
        ClaimedUntil = now + Lease;
        Version++;
    }

    /// <summary>A row that was being sent when its process ended. It is in doubt, whoever finds it.</summary>
    public bool IsLeftBehind(DateTimeOffset now) => State == DeliveryState.Sending && (ClaimedUntil is null || ClaimedUntil < now);

    public void Begin(DateTimeOffset now)
    {
        State = DeliveryState.Sending;
        ClaimedUntil = now + Lease;
        Version++;
    }

    public void Sent(DateTimeOffset now)
    {
        SentAt = now;
        End(DeliveryState.Sent, error: null);
    }

    /// <summary>Perhaps the mail arrived, perhaps not.</summary>
    public void InDoubt(DateTimeOffset now)
    {
        if (!MustSend || Resends >= MostResends || now >= GiveUpAt)
        {
            End(DeliveryState.Unknown, "in-doubt");
            return;
        }
        Resends++;
        PutBack(now, "in-doubt");
    }

    /// <summary>The server would not take this message now.</summary>
    public void Refused(int code, DateTimeOffset now)
    {
        if (code >= 500)
        {
            End(DeliveryState.Failed, $"smtp-{code}");
            return;
        }
        var pause = Pauses[Math.Min(Attempts, Pauses.Length - 1)];
        Attempts++;
        PutBack(now + pause, $"smtp-{code}");
    }

    /// <summary>Nothing was sent, and the message is not to blame.</summary>
    public void PutBack(DateTimeOffset due, string? error)
    {
        if (due >= GiveUpAt)
        {
            End(DeliveryState.Failed, "too-late");
            return;
        }
        State = DeliveryState.Waiting;
        DueAt = due;
        ClaimedUntil = null;
        LastError = error;
        Version++;
    }

    /// <summary>Somebody has it in hand this moment.</summary>
    public bool IsUnderWay(DateTimeOffset now) => ClaimedUntil > now;

    public void Fail(string error) => End(DeliveryState.Failed, error);

    public void Read(DateTimeOffset now)
    {
        if (ReadAt is not null)
            return;
        ReadAt = now;
        Version++;
    }

    void End(DeliveryState state, string? error)
    {
        State = state;
        LastError = error;
        ClaimedUntil = null;
        (Secret, Stranger) = (null, null);
        Version++;
    }
}
