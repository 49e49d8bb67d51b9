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
}
