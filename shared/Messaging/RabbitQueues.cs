using MassTransit;

namespace Mentorship.Messaging;

/// <summary>
/// Quorum queues with every argument fixed from the first day: changing one later stops the bus with
/// PRECONDITION_FAILED. A message that kills its process is set aside in <c>{queue}_dead</c> after five deliveries;
/// without a dead-letter exchange RabbitMQ would drop it.
/// </summary>
internal static class RabbitQueues
{
    public const string DeadSuffix = "_dead";

    public static void Configure(IRabbitMqReceiveEndpointConfigurator endpoint, string queue)
    {
        endpoint.SetQuorumQueue();
        endpoint.SetQueueArgument("x-delivery-limit", 4);
        endpoint.SetQueueArgument("x-dead-letter-strategy", "at-least-once");
        endpoint.SetQueueArgument("x-overflow", "reject-publish");
        endpoint.BindDeadLetterQueue(queue + DeadSuffix, queue + DeadSuffix, dead =>
        {
            dead.Durable = true;
            dead.SetQueueArgument("x-queue-type", "quorum");
        });
    }

    /// <summary>
    /// <c>{queue}_error</c> and <c>{queue}_skipped</c> would take the queue's own arguments over. What lies there is
    /// looked at and put back by people, which counts as a delivery: with the limit a message would be gone from
    /// under their eyes at the fifth look.
    /// </summary>
    public static void ConfigureBeside(IRabbitMqSendTopologyConfigurator topology)
    {
        topology.ConfigureErrorSettings = Plain;
        topology.ConfigureDeadLetterSettings = Plain;
    }

    static void Plain(IRabbitMqQueueBindingConfigurator queue)
    {
        foreach (var argument in new[] { "x-delivery-limit", "x-dead-letter-strategy", "x-dead-letter-exchange", "x-dead-letter-routing-key" })
            queue.SetQueueArgument(argument, (object?)null);
    }
}
