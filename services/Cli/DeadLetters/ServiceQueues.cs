namespace Mentorship.Cli.DeadLetters;

/// <summary>
/// Every queue that the services consume from. RabbitMQ's own protocol cannot list queues, and the interface that can
/// is not switched on everywhere; a test holds this list against the services' sources.
/// </summary>
static class ServiceQueues
{
    public static readonly string[] All =
    [
        "matching-keep-cohorts",
        "matching-keep-pool",
        "matching-keep-rankings",
        "notification-keep-cohorts",
        "notification-keep-contacts",
        "notification-tell-of-answer",
        "notification-tell-of-end",
        "notification-tell-of-invitation",
        "notification-tell-of-offer",
        "notification-tell-of-publication",
        "portal-keep-account",
    ];
}
