using System.Collections.Frozen;

namespace Mentorship.Contracts;

/// <summary>
/// Every event by its stable name. Outbox rows carry the name, never a CLR type, so that a type can move house
/// without stranding rows that are already stored.
/// </summary>
public static class EventCatalogue
{
    /// <summary>Stable name → record type.</summary>
    public static FrozenDictionary<string, Type> ByName { get; } = new Dictionary<string, Type>
    {
        ["cohort-opened"] = typeof(CohortOpened),
        ["student-changed"] = typeof(StudentChanged),
        ["mentor-changed"] = typeof(MentorChanged),
        ["addresses-changed"] = typeof(AddressesChanged),
        ["person-invited"] = typeof(PersonInvited),
        ["application-decided"] = typeof(ApplicationDecided),
        ["guardian-asked"] = typeof(GuardianAsked),
        ["renewal-asked"] = typeof(RenewalAsked),
        ["correction-decided"] = typeof(CorrectionDecided),
        ["rankings-imported"] = typeof(RankingsImported),
        ["run-published"] = typeof(RunPublished),
        ["offer-made"] = typeof(OfferMade),
        ["offer-answered"] = typeof(OfferAnswered),
        ["offer-expired"] = typeof(OfferExpired),
        ["pair-activated"] = typeof(PairActivated),
        ["pair-withdrawn"] = typeof(PairWithdrawn),
        ["pair-ended"] = typeof(PairEnded),
        ["erasure-asked"] = typeof(ErasureAsked),
        ["person-erased"] = typeof(PersonErased),
        ["erasure-done"] = typeof(ErasureDone),
    }.ToFrozenDictionary();

    /// <summary>Record type → stable name.</summary>
    public static FrozenDictionary<Type, string> NameOf { get; } =
        ByName.ToFrozenDictionary(pair => pair.Value, pair => pair.Key);
}
