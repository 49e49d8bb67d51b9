using Mentorship.Portal.Clients;

namespace Mentorship.Portal.Pages.Public;

// The models of this folder's partials.

/// <summary><c>_Question</c>: a programme's own question, with what was answered so far.</summary>
internal sealed record Asked(Question Question, string? Answer, string? Mistake)
{
    public const int ScaleSteps = 5, LongestAnswer = 2000;

    public string Id => $"q-{Question.Id}";

    public string Name => $"Form.Answers[{Question.Id}]";
}
