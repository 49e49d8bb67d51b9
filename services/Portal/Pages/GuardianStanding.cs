using Mentorship.Portal.Clients;
using Mentorship.Portal.Shell;

namespace Mentorship.Portal.Pages;

/// <summary>Where a guardian's consent stands, in words for the student and for the office.</summary>
internal sealed record GuardianStanding(string Icon, string? Tone, string Word, string Heading, string Text)
{
    public static GuardianStanding Of(OwnGuardian own) => own.State switch
    {
        "asked" => new("mail", "brand", "Asked", "We have written to your guardian",
            $"{own.Name} has a mail from us{Since(own.AskedAt)}. Tell them to look for it, in spam too. Once they agree and the programme office has made sure of it, you can be brought together with a mentor."),
        "given" => new("hourglass", "brand", "Being confirmed", "Your guardian has said yes", "Now the programme office makes sure of it once more. You need not do anything; we go on as soon as that is done."),
        "refused" => new("x", null, "No", "Your guardian has said no", "So nobody is paired with you for now. It says nothing about you. If they change their mind, the link in their mail still works."),
        "confirmed" => new("shield-check", "good", "In force", "Your guardian agrees", "You can be brought together with a mentor. Your guardian can take it back at any time; from your 18th birthday on you decide alone."),
        "withdrawn" when own.EndedBy == "office" => new("arrow-back-up", null, "Withdrawn", "The programme office has closed the question", "So nobody is paired with you for now. Ask the office what comes next, or name a guardian again."),
        "withdrawn" => new("arrow-back-up", null, "Withdrawn", "Your guardian has taken their yes back", "So nobody is paired with you any more. If they change their mind, the link in their mail still works."),
        _ => new("user-plus", "warn", "To do", "Name your guardian", "Because you are not 18 yet, a parent or guardian has to agree before you can be brought together with a mentor. Tell us who it is: they get one mail."),
    };

    public static GuardianStanding Of(GuardianOf seen) => seen.State switch
    {
        "asked" => new("mail", "brand", "Asked", "The guardian has been asked", "There is no answer yet. The mail goes out once; if it does not arrive, ask again below."),
        "given" => new("alert-triangle", "warn", "To be confirmed", "The guardian has said yes", "Make sure of it in a second way, then confirm it. Until then the student is in no pool, no draft and no offer."),
        "refused" => new("x", null, "No", "The guardian has said no", "The student is in no pool. The guardian can still say yes by the link in their mail."),
        "confirmed" => new("shield-check", "good", "In force", "Consent is in force", "The student can be paired, with mentors who are cleared for work with minors."),
        "withdrawn" => new("arrow-back-up", null, "Withdrawn", seen.EndedBy == "office" ? "The office has withdrawn it" : "The guardian has taken it back", "The student is in no pool; offers were withdrawn, and a pair they had is over."),
        "lapsed" when !seen.Needed => new("circle-check", null, "Of age", "The student is of age", "The consent has lapsed, and what was known of the guardian is deleted."),
        _ => new("user-plus", "warn", "Nobody asked", "Nobody is asked yet", "The student is, or may be, under 18 and in no pool. They can name their guardian on their page, or you do it here."),
    };

    public static string Way(string? way) => way switch
    {
        "record" => "the school’s record",
        "call" => "a call",
        "paper" => "a paper with a signature",
        _ => way ?? "",
    };

    public static readonly (string Value, string Says)[] Ways = [("record", "The school’s record names them"), ("call", "A call to a number we had before"), ("paper", "A paper with a signature")];

    public static readonly (string Value, string Says)[] Languages = [("en", "English"), ("es", "Spanish (Español)")];

    public static string Language(string? code) => code == "es" ? "Spanish" : "English";

    static string Since(DateTimeOffset? at) => at is { } moment ? $" since {Words.Day(DateOnly.FromDateTime(moment.UtcDateTime))}" : "";
}
