using Mentorship.ServiceDefaults;

namespace Mentorship.Matching.Offers;

/// <summary>One side's answer to an offer, however it arrives: on the page, by the link of a mail, or by phone through the office.</summary>
static class Answering
{
    static readonly Refusal NotOut = new("NotOffered", "This offer has not gone out yet, so there is nothing to answer.");
    static readonly Refusal Expired = new("OfferExpired", "The time to answer is over, and the place is open to others again. The programme office can help.");
    static readonly Refusal SaidNo = new("OtherSaidNo", "The other side has said no in the meantime, so this offer is closed. Nothing was changed.");
    static readonly Refusal Withdrawn = new("OfferWithdrawn", "This offer was withdrawn in the meantime. Nothing was changed.");
    static readonly Refusal YesStands = new("YesStands", "The answer was yes. To step back before both have said yes, withdraw instead.");
    static readonly Refusal NoStands = new("NoStands", "The answer was no, and the place is open to others again. The programme office can help.");
    static readonly Refusal Active = new("AlreadyActive", "Both have said yes, and you are a pair. To step back now, talk to the programme office.");
    static readonly Refusal Over = new("PairEnded", "This pair has ended. Nothing was changed.");

    /// <summary>
    /// Says it, with everything that follows; the caller saves. The same answer again changes nothing and is no
    /// refusal: whoever clicks twice is told what was done.
    /// </summary>
    public static async Task<Refusal?> AnswerAsync(
        this MatchingDb db, Pair pair, Side side, Answer answer, string? reason, bool byOffice, DateTimeOffset now, CancellationToken ct)
    {
        if (pair.AnswerOf(side) == answer)
            return null;
        if (Refuse(pair, side, now) is { } refusal)
            return refusal;

        pair.Say(side, answer, reason, now);
        db.AnnounceAnswered(pair, side, byOffice, now);
        if (pair.BothSaidYes)
        {
            pair.Activate(now);
            db.AnnounceActivated(pair, now);
        }
        if (pair.State != PairState.Offered)
            await db.SettleAsync([pair], now, ct);
        return null;
    }

    static Refusal? Refuse(Pair pair, Side side, DateTimeOffset now) => pair.State switch
    {
        PairState.Proposed or PairState.Superseded => NotOut,
        PairState.Active => Active,
        PairState.Declined => pair.AnswerOf(side) == Answer.No ? NoStands : SaidNo,
        PairState.Withdrawn => Withdrawn,
        PairState.Ended => Over,
        _ when pair.State == PairState.Expired || pair.Overdue(now) => Expired,
        _ => pair.AnswerOf(side) == Answer.Yes ? YesStands : null,
    };
}

/// <summary>Why somebody says no: words from a list, for the office alone. A characteristic that the law protects is not among them.</summary>
static class NoReasons
{
    public static readonly string[] All =
        ["no-time", "not-my-field", "someone-fits-better", "know-them-too-closely", "plans-changed", "rather-not-say"];
}
