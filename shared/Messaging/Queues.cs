using MassTransit;
using Mentorship.ServiceDefaults;
using Microsoft.Extensions.DependencyInjection;

namespace Mentorship.Messaging;

/// <summary>
/// Which queue works on whose database. The bus is configured once per container, but its configurator may be used
/// until the container is built; so every service adds to the one bus, in any order.
/// </summary>
internal sealed class Queues(IBusRegistrationConfigurator bus)
{
    readonly Dictionary<string, Type> _contexts = [];

    /// <summary>How many relays this process runs; the inbox is pruned only once each has said what it keeps.</summary>
    public int Relays { get; set; }

    public void Add<TDb>(string queue, Type consumer) where TDb : ServiceDb
    {
        _contexts.Add(queue, typeof(TDb));
        bus.AddConsumer(consumer).Endpoint(endpoint => endpoint.Name = queue);
    }

    /// <summary>The scope's context for the queue a message came from.</summary>
    public (string Queue, ServiceDb Db) Of(Uri inputAddress, IServiceProvider scope)
    {
        var queue = inputAddress.AbsolutePath[(inputAddress.AbsolutePath.LastIndexOf('/') + 1)..];
        return (queue, (ServiceDb)scope.GetRequiredService(_contexts[queue]));
    }
}
