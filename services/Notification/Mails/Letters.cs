using Mentorship.Notification.Deliveries;

namespace Mentorship.Notification.Mails;

/// <summary>Which letter belongs to which kind of delivery.</summary>
internal static class Letters
{
    public static Letter Write(string kind, About about) => kind switch
    {
        LetterKind.Code => CodeLetter.Write(about),
        LetterKind.Invitation => InvitationLetter.Write(about),
        LetterKind.Offer when about.Facts.Origin == "request" => RequestLetter.Write(about),
        LetterKind.Offer => OfferLetter.Write(about),
        LetterKind.Reminder => ReminderLetter.Write(about),
        LetterKind.Answer => AnswerLetter.Write(about),
        LetterKind.Active => ActiveLetter.Write(about),
        LetterKind.Expired => ExpiredLetter.Write(about),
        LetterKind.Withdrawn => WithdrawnLetter.Write(about),
        LetterKind.Ended => EndedLetter.Write(about),
        LetterKind.AddressCheck => AddressCheckLetter.Write(about),
        LetterKind.Nomination => NominationLetter.Write(about),
        LetterKind.Guardian => GuardianLetter.Write(about),
        LetterKind.Decision => DecisionLetter.Write(about),
        LetterKind.Erasure => ErasureLetter.Write(about),
        LetterKind.Renewal => RenewalLetter.Write(about),
        LetterKind.Correction => CorrectionLetter.Write(about),
        LetterKind.Published => PublishedLetter.Write(about),
        LetterKind.Addresses => AddressesLetter.Write(about),
        _ => throw new InvalidOperationException($"There is no letter of the kind '{kind}'."),
    };
}
