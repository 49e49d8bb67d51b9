using System.Diagnostics;
using Mentorship.Notification.Cohorts;
using Mentorship.Notification.Contacts;
using Mentorship.Notification.Mails;
using Mentorship.Notification.Sending;
using Mentorship.Notification.Trainings;
using Mentorship.ServiceDefaults;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Mentorship.Notification.Deliveries;

/// <summary>One round: takes what is due, writes it, hands it over, and notes after each step how far it is, so that whoever
/// comes after a crash knows what can and what cannot have happened.</summary>
internal sealed partial class Courier(
    NotificationDb db, IServiceScopeFactory scopes, GatherFacts gather, Links links, DataKeys<NotificationDb> keys,
    IMailer mailer, IOptions<MailOptions> mail, TimeProvider time, ILogger<Courier> log)
{
    public const int PerRound = 20;

    static readonly ActivitySource Traces = new("Mentorship");
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
    static readonly TimeSpan LongPause = TimeSpan.FromSeconds(30);

    /// <summary>How many rows were taken.</summary>
    public async Task<int> GoAsync(bool urgent, CancellationToken ct)
    {
        if (await ClaimAsync(urgent, ct) is not { Count: > 0 } claimed)
            return 0;
        try
        {
            await LearnAsync(claimed, ct);
            var gathered = await gather.ForAsync(claimed, ct);
            foreach (var delivery in claimed.Where(d => !gathered.ContainsKey(d.Id)))
                delivery.PutBack(time.GetUtcNow() + LongPause, "person-unknown");
            await DeliverAsync([.. claimed.Where(d => gathered.ContainsKey(d.Id))], gathered, ct);
            await db.SaveChangesAsync(ct);
        }
        catch (Exception e) when (e is HttpRequestException or MailServerUnavailable || (e is TaskCanceledException && !ct.IsCancellationRequested))
        {
            // Whoever was needed is away; none of the rows is to blame, and none was sent.
            Away(log, e is MailServerUnavailable away ? away.Reason : e.GetType().Name, claimed.Count(IsOpen));
            await PutBackAsync(claimed, e is MailServerUnavailable ? "mail-server-away" : "service-away");
        }
        catch (DbUpdateConcurrencyException)
        {
            // A lease ran out and another process has the row. What this one had begun is in its hands.
            db.ChangeTracker.Clear();
        }
        return claimed.Count;
    }

    /// <summary>Rows whose sender is gone. In a database of one process every such row is one.</summary>
    public async Task TakeOverAsync(bool alone, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var left = await db.Deliveries.Where(d => d.State == DeliveryState.Sending && (alone || d.ClaimedUntil == null || d.ClaimedUntil < now)).ToListAsync(ct);
        foreach (var delivery in left)
        {
            delivery.InDoubt(now);
            InDoubt(log, delivery.Id, delivery.Kind, delivery.State, delivery.Resends);
        }
        if (alone)
            foreach (var delivery in await db.Deliveries.Where(d => d.State == DeliveryState.Waiting && d.ClaimedUntil != null).ToListAsync(ct))
                delivery.PutBack(delivery.DueAt < now ? now : delivery.DueAt, delivery.LastError);
        await SaveOrLeaveAsync(ct);
    }

    async Task<List<Delivery>> ClaimAsync(bool urgent, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var due = await db.Deliveries
            .Where(d => d.State == DeliveryState.Waiting && d.DueAt <= now && d.Urgent == urgent && (d.ClaimedUntil == null || d.ClaimedUntil < now))
            .OrderBy(d => d.DueAt).Take(PerRound).ToListAsync(ct);
        foreach (var delivery in due)
            if (delivery.GiveUpAt <= now)
                delivery.Fail("too-late");
            else
                delivery.Claim(now);
        return await SaveOrLeaveAsync(ct) ? [.. due.Where(d => d.State == DeliveryState.Waiting)] : [];
    }

    /// <summary>In a scope of its own: a race there starts afresh and must not lose the rows claimed here.</summary>
    async Task LearnAsync(List<Delivery> claimed, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<ContactCopies>().PullAsync(GatherFacts.PeopleOf(claimed), ct);
        var names = scope.ServiceProvider.GetRequiredService<NotificationDb>();
        Guid[] cohorts = [.. claimed.Select(d => d.CohortId).OfType<Guid>().Distinct()];
        var trainings = GatherFacts.TrainingsOf(claimed.Select(d => Facts.Read(d.Facts)));
        await Races.RetryAsync(names, async () =>
        {
            await scope.ServiceProvider.GetRequiredService<CohortNames>().LearnAsync(cohorts, ct);
            await scope.ServiceProvider.GetRequiredService<TrainingTitles>().LearnAsync(trainings, ct);
            return await names.SaveChangesAsync(ct);
        }, ct);
    }

    async Task DeliverAsync(List<Delivery> ready, IReadOnlyDictionary<Guid, Gathered> gathered, CancellationToken ct)
    {
        foreach (var inApp in ready.Where(d => d.Channel == Channel.InApp))
            inApp.Sent(time.GetUtcNow());
        await db.SaveChangesAsync(ct);

        var mails = ready.Where(d => d.Channel == Channel.Mail).ToList();
        if (mails.Count == 0)
            return;
        await using var route = await mailer.OpenAsync(ct);
        foreach (var delivery in mails)
            await MailAsync(delivery, gathered[delivery.Id], route, ct);
    }

    async Task MailAsync(Delivery delivery, Gathered gathered, IMailRoute route, CancellationToken ct)
    {
        using var activity = Traces.StartActivity($"mail {delivery.Kind}", ActivityKind.Producer, delivery.TraceParent);
        activity?.SetTag("mentorship.delivery", delivery.Id);
        if (await WriteAsync(delivery, gathered, ct) is not { } message)
        {
            delivery.Fail("no-address");
        }
        else
        {
            try
            {
                await route.DeliverAsync(message, () => BeginAsync(delivery), ct);
                delivery.Sent(time.GetUtcNow());
            }
            catch (MailRefused refused)
            {
                delivery.Refused(refused.Code, time.GetUtcNow());
            }
            catch (MailInDoubt)
            {
                delivery.InDoubt(time.GetUtcNow());
            }
            catch (FormatException)
            {
                delivery.Fail("bad-header");
            }
        }
        if (IsOver(delivery)) await keys.ForgetAsync(delivery.Id, CancellationToken.None);
        await SaveSurelyAsync(delivery);
        activity?.SetTag("mentorship.state", delivery.State);
        Done(log, delivery.Id, delivery.Kind, delivery.PersonId, delivery.State, delivery.LastError, delivery.Resends);
    }

    async Task<MimeMessage?> WriteAsync(Delivery delivery, Gathered gathered, CancellationToken ct)
    {
        if (gathered.Reader.Mailbox is not { } to || !Mailbox.TryParse(mail.Value.From, out var from))
            return null;
        var letter = Letters.Write(delivery.Kind, gathered.About);
        var link = letter.Button is { } button ? await links.MakeAsync(delivery.PersonId, button.Link, ct) : null;
        var head = new Letterhead(gathered.About.School, gathered.About.FullProgramme, link);
        return new()
        {
            Id = delivery.Id,
            From = from.Name.Length > 0 ? from : Mailbox.Create(gathered.About.School, from.Address) ?? from,
            To = to,
            Date = time.GetUtcNow(),
            Subject = letter.Subject,
            Text = LetterText.Write(letter, head),
            Html = LetterHtml.Write(letter, head),
        };
    }

    /// <summary>From here on a crash leaves a row in doubt.</summary>
    async Task BeginAsync(Delivery delivery)
    {
        delivery.Begin(time.GetUtcNow());
        await db.SaveChangesAsync(CancellationToken.None);
    }

    /// <summary>The mail is out; a database that is away for a moment must not make it unknown.</summary>
    async Task SaveSurelyAsync(Delivery delivery)
    {
        var until = time.GetUtcNow() + Delivery.Lease / 2;
        while (true)
        {
            try
            {
                await db.SaveChangesAsync(CancellationToken.None);
                return;
            }
            catch (Exception e) when (e is not DbUpdateConcurrencyException && time.GetUtcNow() < until)
            {
                NotNoted(log, delivery.Id, e.GetType().Name);
                await Task.Delay(TimeSpan.FromMilliseconds(500), CancellationToken.None);
            }
        }
    }

    async Task PutBackAsync(IEnumerable<Delivery> claimed, string error)
    {
        var due = time.GetUtcNow() + Pause;
        // Sending here means agreed but not begun: the exception says that the message never left.
        foreach (var delivery in claimed.Where(IsOpen))
            delivery.PutBack(due, error);
        await SaveOrLeaveAsync(CancellationToken.None);
    }

    static bool IsOpen(Delivery delivery) =>
        delivery.State is DeliveryState.Waiting or DeliveryState.Sending && delivery.ClaimedUntil is not null;

    /// <summary>Nobody is written to with this any more, so the key it was sealed with goes too.</summary>
    static bool IsOver(Delivery delivery) => LetterKind.IsToStranger(delivery.Kind) && delivery.State is DeliveryState.Sent or DeliveryState.Unknown or DeliveryState.Failed;

    async Task<bool> SaveOrLeaveAsync(CancellationToken ct)
    {
        try
        {
            foreach (var ended in db.Deliveries.Local.Where(IsOver).ToList())
                await keys.ForgetAsync(ended.Id, ct);
            await db.SaveChangesAsync(ct);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            // Another process was first; it has these rows.
            db.ChangeTracker.Clear();
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Delivery {Delivery} of {Kind} to {Person} is {State} ({Error}), sent again {Resends} times")]
    static partial void Done(ILogger log, Guid delivery, string kind, Guid person, DeliveryState state, string? error, int resends);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Delivery {Delivery} of {Kind} was being sent when its process ended; it is {State}, sent again {Resends} times")]
    static partial void InDoubt(ILogger log, Guid delivery, string kind, DeliveryState state, int resends);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Nothing can be sent now: {Reason}. {Count} deliveries wait")]
    static partial void Away(ILogger log, string reason, int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Delivery {Delivery} is done but could not be noted yet: {Fault}")]
    static partial void NotNoted(ILogger log, Guid delivery, string fault);
}
