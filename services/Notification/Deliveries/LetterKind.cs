namespace Mentorship.Notification.Deliveries;

/// <summary>What a delivery is about. Stored and shown to coordinators, so a kind is never renamed.</summary>
internal static class LetterKind
{
    public const string Code = "code";
    public const string Invitation = "invitation";
    public const string Offer = "offer";
    public const string Reminder = "reminder";
    public const string Answer = "answer";
    public const string Active = "active";
    public const string Expired = "expired";
    public const string Withdrawn = "withdrawn";
    public const string Ended = "ended";
    public const string Published = "published";
    public const string Addresses = "addresses";
    public const string AddressCheck = "address-check";
    public const string Nomination = "nomination";
    public const string Guardian = "guardian";
    public const string Decision = "decision";
    public const string Erasure = "erasure";
    public const string Renewal = "renewal";
    public const string Correction = "correction";

    /// <summary>Kinds that somebody waits for: a second copy does less harm than none.</summary>
    public static bool MustSend(string kind) => kind is Code or Offer or AddressCheck or Erasure;

    /// <summary>Kinds for which somebody sits at a page.</summary>
    public static bool IsUrgent(string kind) => kind is Code or AddressCheck;

    /// <summary>Kinds that go to somebody who is nobody here.</summary>
    public static bool IsToStranger(string kind) => kind is AddressCheck or Nomination;
}
