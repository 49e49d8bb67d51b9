using System.Globalization;
using System.Text;
using System.Text.Json;
using Mentorship.Cli.CommandLine;
using Mentorship.Contracts;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Mentorship.Cli.DeadLetters;

/// <summary>Where RabbitMQ is.</summary>
sealed record RabbitAddress(string Host, int Port, string VirtualHost, string User, string Password);

/// <summary>
/// The queues beside a service's own: <c>_error</c> for what failed every retry, <c>_dead</c> for what ended its
/// process, <c>_skipped</c> for what nobody understood.
/// </summary>
sealed class RabbitLetters : IDeadLetters
{
    public static readonly string[] Suffixes = ["_error", "_dead", "_skipped"];

    readonly IConnection _connection;
    readonly string[] _queues;

    RabbitLetters(IConnection connection, string[] queues) => (_connection, _queues) = (connection, queues);

    /// <param name="also">A queue that is not one of the services' own, for example of a part that is no longer there.</param>
    public static async Task<RabbitLetters> ConnectAsync(RabbitAddress address, string? also, CancellationToken ct)
    {
        try
        {
            var factory = new ConnectionFactory
            {
                HostName = address.Host,
                Port = address.Port,
                VirtualHost = address.VirtualHost,
                UserName = address.User,
                Password = address.Password,
                ClientProvidedName = "mentorship dead-letters",
                AutomaticRecoveryEnabled = false,
            };
            IEnumerable<string> bases = also is null ? ServiceQueues.All : [.. ServiceQueues.All, also];
            var queues = bases.SelectMany(q => Suffixes.Any(s => q.EndsWith(s, StringComparison.Ordinal)) ? [q] : Suffixes.Select(s => q + s)).Distinct();
            return new(await factory.CreateConnectionAsync(ct), [.. queues]);
        }
        catch (BrokerUnreachableException e)
        {
            throw new FailedException($"RabbitMQ at {address.Host}:{address.Port} does not let {address.User} in. See --host, --port, --user, --virtual-host and Bus__Password.", e);
        }
    }

    public async Task<IReadOnlyList<(string Queue, int Count)>> CountAsync(CancellationToken ct)
    {
        var counts = new List<(string, int)>();
        foreach (var queue in _queues)
            if (await CountAsync(queue, ct) is > 0 and var count) counts.Add((queue, count));
        return counts;
    }

    public async Task<IReadOnlyList<DeadLetter>> ReadAsync(string queue, int limit, CancellationToken ct)
    {
        await using var channel = await _connection.CreateChannelAsync(cancellationToken: ct);
        var letters = new List<DeadLetter>();
        ulong last = 0;
        while (letters.Count < limit && await channel.BasicGetAsync(queue, autoAck: false, ct) is { } got)
        {
            letters.Add(Letter(queue, got));
            last = got.DeliveryTag;
        }
        if (last > 0) await channel.BasicNackAsync(last, multiple: true, requeue: true, ct);
        return letters;
    }

    public Task<int> RedriveAsync(string queue, Guid? message, CancellationToken ct)
    {
        var original = queue[..queue.LastIndexOf('_')];
        return TakeAsync(queue, message, async (channel, got) =>
        {
            // Returns once the broker has it in the queue; a queue that is not there is an exception, and nothing is taken out.
            try
            {
                await channel.BasicPublishAsync("", original, mandatory: true, Fresh(got.BasicProperties), got.Body, ct);
            }
            catch (PublishException e)
            {
                throw new FailedException($"RabbitMQ did not take the message for {original}; it stays in {queue}. Has the service been started?", e);
            }
        }, ct);
    }

    public Task<int> PurgeAsync(string queue, Guid? message, CancellationToken ct) => TakeAsync(queue, message, (_, _) => Task.CompletedTask, ct);

    /// <summary>Goes once over what is there now: a message that fails again meanwhile is not taken again.</summary>
    async Task<int> TakeAsync(string queue, Guid? message, Func<IChannel, BasicGetResult, Task> first, CancellationToken ct)
    {
        await using var channel = await _connection.CreateChannelAsync(new(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), ct);
        var (taken, left) = (0, new List<ulong>());
        for (var there = await CountAsync(queue, ct); there > 0 && await channel.BasicGetAsync(queue, autoAck: false, ct) is { } got; there--)
        {
            if (message is not null && IdOf(got) != message)
            {
                left.Add(got.DeliveryTag);
                continue;
            }
            await first(channel, got);
            await channel.BasicAckAsync(got.DeliveryTag, multiple: false, ct);
            taken++;
        }
        foreach (var tag in left) await channel.BasicNackAsync(tag, multiple: false, requeue: true, ct);
        return taken;
    }

    async Task<int> CountAsync(string queue, CancellationToken ct)
    {
        // Asking for a queue that is not there ends the channel, so each question has its own.
        await using var channel = await _connection.CreateChannelAsync(cancellationToken: ct);
        try
        {
            return (int)(await channel.QueueDeclarePassiveAsync(queue, ct)).MessageCount;
        }
        catch (OperationInterruptedException e) when (e.ShutdownReason?.ReplyCode == 404)
        {
            return 0;
        }
    }

    /// <summary>As it was first sent: without what RabbitMQ and the bus noted about its failure.</summary>
    static BasicProperties Fresh(IReadOnlyBasicProperties old) => new(old)
    {
        Headers = old.Headers?.Where(h => !h.Key.StartsWith("MT-Fault-", StringComparison.Ordinal) && !h.Key.StartsWith("x-", StringComparison.Ordinal) && h.Key is not "MT-Reason")
            .ToDictionary(h => h.Key, h => h.Value),
    };

    static DeadLetter Letter(string queue, BasicGetResult got)
    {
        var (type, body) = Open(got.Body);
        return new(queue, IdOf(got), type, Header(got, "MT-Fault-ExceptionType") ?? (queue.EndsWith("_skipped", StringComparison.Ordinal) ? "not understood" : "ended its process"),
            DateTimeOffset.TryParse(Header(got, "MT-Fault-Timestamp"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null, body);
    }

    static Guid IdOf(BasicGetResult got) => Guid.TryParse(got.BasicProperties.MessageId, out var id) ? id : Guid.Empty;

    static string? Header(BasicGetResult got, string name) =>
        got.BasicProperties.Headers?.TryGetValue(name, out var value) is true ? value is byte[] bytes ? Encoding.UTF8.GetString(bytes) : value?.ToString() : null;

    /// <summary>The event's stable name and its own fields, out of the bus's envelope.</summary>
    static (string Type, string Body) Open(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var envelope = JsonDocument.Parse(body);
            var urn = envelope.RootElement.GetProperty("messageType")[0].GetString() ?? "";
            var record = urn[(urn.LastIndexOf(':') + 1)..];
            return (EventCatalogue.ByName.FirstOrDefault(e => e.Value.Name == record).Key ?? urn, envelope.RootElement.GetProperty("message").GetRawText());
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or IndexOutOfRangeException)
        {
            return ("not an event", Encoding.UTF8.GetString(body.Span));
        }
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
