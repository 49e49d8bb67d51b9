using Mentorship.ServiceDefaults.PersonalData;

namespace Mentorship.Notification.PersonalData;

/// <summary>What Notification holds about people. A new table is added here, or the test over the schema fails.</summary>
internal static class Held
{
    public static readonly Holdings Tables = new(
    [
        new("contacts", "How to reach you", "person_id") { Sealed = ["card"], Stays = "The tombstone, without the card." },
        new("deliveries", "What you were told, by mail and in your messages", "person_id")
        {
            LeftOut = new Dictionary<string, string> { ["stranger"] = "Name and address of somebody who is nobody here, until the mail is out.", ["secret"] = "A sign-in code that is under way: whoever reads a copy must not sign in with it." },
        },
        new("coordinators", "Programmes whose publications you are told of", "person_id"),
    ])
    {
        AboutNobody = new Dictionary<string, string>
        {
            ["cohorts"] = "What cohorts are called.",
            ["trainings"] = "What trainings are called.",
            ["open_offers"] = "Whose answer to an offer is missing: ids and times; your offers are in Matching’s part.",
            ["data_keys"] = "Keys. Yours is destroyed when you are erased; its empty row stays.",
            ["data_keys.person_id"] = "Whose key it is.",
            ["outbox"] = "Ids, codes and times on their way to the other services, for a day at most.",
            ["inbox"] = "Which messages were worked on.",
            ["dead_letters"] = "Messages that could not be worked on: ids, codes and times.",
        },
    };
}
