using System.Globalization;
using Mentorship.Portal.Clients;
using Mentorship.Portal.Shell;

namespace Mentorship.Portal.Pages.Office;

/// <summary>The office's words beside those of every page: counts, waits, objectives, means.</summary>
internal static class OfficeWords
{
    static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-US");

    public static string Count(long n) => n.ToString("N0", English);

    public static string Many(int n, string one, string many) => Words.Count(n, one, many);

    public static string Days(int n) => n == 0 ? "since today" : Many(n, "day", "days");

    /// <summary>What a draft may aim for, the usual first.</summary>
    public static readonly string[] Objectives = ["fair", "welfare", "maximin"];

    public static string Objective(string? objective) => objective switch
    {
        "fair" => "Nobody far behind",
        "welfare" => "Most in total",
        "maximin" => "The weakest pair first",
        _ => objective ?? ""
    };

    /// <summary>What the objective means for people, as the policy promises it and the draft tells it.</summary>
    public static string ObjectiveMeans(string? objective) => objective switch
    {
        "fair" => "Being far behind weighs much more than being a little behind, so hardly anyone pays for the good of the others.",
        "maximin" => "The weakest pair is made as good as it can be, and then the total.",
        _ => "The best fit over all pairs together; one student may be far behind."
    };

    /// <summary>The two answers of an offer, the mentor's first, in one line for a table.</summary>
    public static string BothAnswers(Pair pair) => (pair.MentorAnswer, pair.StudentAnswer) switch
    {
        ("yes", "waiting") => "Mentor yes, student waiting",
        ("waiting", "yes") => "Student yes, mentor waiting",
        ("waiting", "waiting") => "Both waiting",
        _ => ""
    };

    /// <summary>A criterion within a sentence.</summary>
    public static string CriterionName(string criterion) => criterion switch
    {
        "interests" => "interests",
        "goals" => "goals",
        "stage" => "stage",
        "languages" => "languages",
        "time" => "hours",
        "asked" => "what the student asked for",
        "rankings" => "choices",
        _ => criterion
    };

    /// <summary>The reason of a decision by hand.</summary>
    public static string Reason(string code) =>
        code == "paired-by-hand" ? "Paired by hand" : OverrideModel.Reasons.FirstOrDefault(r => r.Code == code).Word ?? code;

    /// <summary>Means come in points of 100,000; people read points of a hundred.</summary>
    public static string Points(double? score) => score is { } s ? (s / 1000).ToString("0.0", English) : "not known";

    public static string Seconds(double s) => $"{s.ToString(s < 10 ? "0.0" : "0", English)}\u00a0s";

    /// <summary>By which way an application came.</summary>
    public static string SourceName(string source, string? tagged) => source switch
    {
        "tag" => tagged ?? "A link that is no longer there",
        "nomination" => "Named by a teacher or counsellor",
        "referral" => "Named by somebody else",
        _ => "The public page itself"
    };

    public static string List(IReadOnlyCollection<string>? words) => words is { Count: > 0 } ? string.Join(", ", words) : "Not stated";
}
