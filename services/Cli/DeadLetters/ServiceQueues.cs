namespace Mentorship.Cli.DeadLetters;

/// <summary>
/// Every queue that the services consume from. RabbitMQ's own protocol cannot list queues, and the interface that can
/// is not switched on everywhere; a test holds this list against the services' sources.
/// </summary>
static class ServiceQueues
{
    public static readonly string[] All =
    [
        "matching-erase-person",
        "matching-keep-cohorts",
        "matching-keep-pool",
        "matching-keep-rankings",
        "notification-ask-guardian",
        "notification-erase-person",
        "notification-keep-cohorts",
        "notification-keep-contacts",
        "notification-remind-of-renewal",
        "notification-tell-of-answer",
        "notification-tell-of-correction",
        "notification-tell-of-decision",
        "notification-tell-of-end",
        "notification-tell-of-erasure",
        "notification-tell-of-foreseen-erasure",
        "notification-tell-of-invitation",
        "notification-tell-of-offer",
        "notification-tell-of-publication",
        "portal-erase-person",
        "portal-keep-account",
        "profile-keep-publications",
        "profile-note-erasure-done",
    ];
}
