using Mentorship.ServiceDefaults;

namespace Mentorship.Matching.Offers;

/// <summary>Backing out of an offer before it is active, by either side or by the office.</summary>
static class Withdrawing
{
    public const string Office = "coordinator";

    static readonly Refusal NotOut = new("NotOffered", "This offer has not gone out yet. Take the publication back instead.");
    static readonly Refusal Active = new("AlreadyActive", "Both have said yes, and they are a pair. An offer can be withdrawn only before that.");
    static readonly Refusal Over = new("OfferClosed", "This offer is closed already, and its place is open to others. Nothing was changed.");

    /// <summary>Withdraws, with everything that follows; the caller saves. Withdrawing twice is fine.</summary>
    public static async Task<Refusal?> WithdrawAsync(this MatchingDb db, Pair pair, string by, DateTimeOffset now, CancellationToken ct)
    {
        if (pair.State == PairState.Withdrawn)
            return null;
        if (pair.State == PairState.Proposed)
            return NotOut;
        if (pair.State == PairState.Active)
            return Active;
        if (pair.State != PairState.Offered || pair.Overdue(now))
            return Over;
        pair.Withdraw(now);
        db.AnnounceWithdrawn(pair, by, now);
        await db.SettleAsync([pair], now, ct);
        return null;
    }
}
