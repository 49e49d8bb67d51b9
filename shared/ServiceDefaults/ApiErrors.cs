using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Mentorship.ServiceDefaults;

/// <summary>
/// A rule that stands against an act: 409 with a code for programs and a sentence for people. Acts keep theirs as
/// static lines at the top of their file.
/// </summary>
/// <param name="Code">Stable, Pascal case, for example <c>CapacityFull</c>.</param>
/// <param name="Sentence">What happened and what is possible next, in plain words, without any person's data.</param>
public sealed record Refusal(string Code, string Sentence)
{
    /// <summary>The refusal as an answer, with further facts that a page needs.</summary>
    public ProblemHttpResult Problem(params (string Name, object? Value)[] facts) => TypedResults.Problem(
        statusCode: StatusCodes.Status409Conflict,
        title: "The request was refused.",
        detail: Sentence,
        extensions: [new("code", Code), .. facts.Select(f => KeyValuePair.Create(f.Name, f.Value))]);
}

/// <summary>Bad input: 400 with a sentence per field.</summary>
public static class Invalid
{
    /// <summary>One field is wrong.</summary>
    public static ValidationProblem Field(string field, string sentence) => Fields((field, sentence));

    /// <summary>Several fields are wrong; every sentence is kept.</summary>
    public static ValidationProblem Fields(params IEnumerable<(string Field, string Sentence)> errors) =>
        TypedResults.ValidationProblem(errors.GroupBy(e => e.Field).ToDictionary(g => g.Key, g => g.Select(e => e.Sentence).ToArray()));
}

internal static class ApiErrors
{
    public static bool IsApi(HttpContext context) =>
        context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)
        || context.Request.Path.StartsWithSegments("/connect", StringComparison.OrdinalIgnoreCase)
        || context.Request.Path.StartsWithSegments("/openapi", StringComparison.OrdinalIgnoreCase);

    /// <summary>The one thing a caller can quote to us; never the exception's own text, which may hold data.</summary>
    public static void Complete(ProblemDetailsContext context)
    {
        context.ProblemDetails.Extensions["traceId"] = Activity.Current?.TraceId.ToString() ?? context.HttpContext.TraceIdentifier;
        if (context.HttpContext.Response.StatusCode == StatusCodes.Status500InternalServerError)
            context.ProblemDetails.Detail = "Something went wrong here. Nothing of this request was kept.";
    }
}
