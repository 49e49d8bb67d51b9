using Mentorship.ServiceDefaults;

namespace Mentorship.Matching.Overrides;

/// <summary>What stands against a decision by hand, whichever way it is made.</summary>
static class Conflicts
{
    public static readonly Refusal OwnPair = new("ConflictOfInterest", "You are part of this pair, so another coordinator has to decide it.");
    public static readonly Refusal AlreadyPaired = new("AlreadyPaired", "This student already has an offer or a mentor. Withdraw it first, then pair anew.");
    public static readonly Refusal PinnedByHand = new("PinnedByHand", "These two were paired by hand. Lift that first if it no longer holds.");
    public static readonly Refusal PinnedAbove = new("PinnedAbove", "More pairs by hand stand with this mentor than that. Lift one of them first.");
}
