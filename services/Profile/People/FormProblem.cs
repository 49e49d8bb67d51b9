using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Mentorship.Profile.People;

internal static class FormProblem
{
    /// <summary>Every field that is wrong, with what to write there.</summary>
    public static ValidationProblem Problem(this FormReader read) => Invalid.Fields(read.Findings.Where(f => f.Bad).Select(f => (f.Column, f.Reason)));
}
