using System.Globalization;
using Mentorship.Profile.People;

namespace Mentorship.Profile.Applications;

/// <summary>What a programme asks of everybody who applies to one of its cohorts, in its own words.</summary>
internal sealed class Question
{
    public const string Text = "text", Choice = "choice", Scale = "scale";
    public const int LongestWording = 300, LongestOption = 120, LongestAnswer = 2000, MostOptions = 12, Most = 12, ScaleSteps = 5;

    Question() { }

    public Guid Id { get; private set; }
    public Guid CohortId { get; private set; }
    /// <summary>Its place on the form, from 1.</summary>
    public int Number { get; private set; }
    public string Kind { get; private set; } = Text;
    public string Wording { get; private set; } = "";
    /// <summary>What can be chosen; of a scale, what its two ends mean.</summary>
    public string[] Options { get; private set; } = [];
    public bool Required { get; private set; }

    public static Question Ask(Guid cohort, int number, string kind, string wording, string[] options, bool required, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        CohortId = cohort,
        Number = number,
        Kind = kind,
        Wording = wording,
        Options = options,
        Required = required,
    };

    public Question Again(Guid cohort, DateTimeOffset now) => Ask(cohort, Number, Kind, Wording, Options, Required, now);

    public void Reword(int number, string kind, string wording, string[] options, bool required) =>
        (Number, Kind, Wording, Options, Required) = (number, kind, wording, options, required);

    /// <summary>Notes with the reader what is wrong with an answer, under a name of its own.</summary>
    public Answer Read(string given, FormReader read)
    {
        var field = $"answers[{Id}]";
        var answer = Kind == Text ? read.Text(field, given, LongestAnswer) : read.Line(field, given, LongestOption);
        if (answer.Length == 0 && Required)
            read.Bad(field, "", Kind == Text ? "Please write a few words." : "Please choose one.");
        else if (answer.Length > 0 && !IsPossible(answer))
            read.Bad(field, answer, Kind == Scale ? $"Choose a number from 1 to {ScaleSteps}." : "Choose one of the answers that are offered.");
        return new Answer(Wording, answer);
    }

    bool IsPossible(string answer) => Kind switch
    {
        Choice => Options.Contains(answer),
        Scale => int.TryParse(answer, NumberStyles.None, CultureInfo.InvariantCulture, out var step) && step is >= 1 and <= ScaleSteps,
        _ => true,
    };
}

/// <summary>An answer beside the words of its question, which may be others by the time somebody reads it.</summary>
internal sealed record Answer(string Question, string Given);
