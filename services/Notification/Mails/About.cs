using System.Globalization;
using Mentorship.Notification.Deliveries;

namespace Mentorship.Notification.Mails;

/// <summary>Everything a letter may say. There is no address in it, no reason and no background answer, so none can slip out.</summary>
internal sealed record About
{
    public required Guid Reader { get; init; }
    public required string ReaderName { get; init; }
    public required string StudentName { get; init; }
    public required string MentorName { get; init; }
    public required string School { get; init; }

    /// <summary>Empty where only the school is known.</summary>
    public required string Programme { get; init; }
    public required string Cohort { get; init; }
    public required Facts Facts { get; init; }
    public required ReaderClock Clock { get; init; }
    public string? Code { get; init; }

    /// <summary>What the training is called, where there is one.</summary>
    public string Training { get; init; } = "";

    /// <summary>Who named the reader; empty where nobody did.</summary>
    public string By { get; init; } = "";

    /// <summary>What the letter is written in, where the reader has one other than English.</summary>
    public string Language { get; init; } = "en";

    public bool ToStudent => Reader == Facts.StudentId;
    public string OtherName => ToStudent ? MentorName : StudentName;
    public string ProgrammeOrSchool => Programme.Length > 0 ? Programme : School;

    /// <summary>"Summer Scholars 2027"</summary>
    public string FullProgramme => $"{Programme} {Cohort}".Trim();

    public string MyAnswer => (ToStudent ? Facts.StudentAnswer : Facts.MentorAnswer) ?? "waiting";
    public string TheirAnswer => (ToStudent ? Facts.MentorAnswer : Facts.StudentAnswer) ?? "waiting";
    /// <summary>"22 March"</summary>
    public string Day => DateOnly.ParseExact(Facts.Day!, Facts.DayFormat, CultureInfo.InvariantCulture).ToString("d\u00a0MMMM", CultureInfo.InvariantCulture);

    public DateTimeOffset Until => Facts.Until!.Value;

    /// <summary>True where <see cref="Facts.By"/> is the reader's own side.</summary>
    public bool ByReader => Facts.By == (ToStudent ? "student" : "mentor");

    public Phrase BecauseInProgramme => ToStudent
        ? Phrase.Of($"You get this mail because you are a student in {FullProgramme}.")
        : Phrase.Of($"You get this mail because you are a mentor in {FullProgramme}.");

    public LinkTo Page(string code, DateTimeOffset expiresAt) => new("open", code, $"/{code}", expiresAt);
}
