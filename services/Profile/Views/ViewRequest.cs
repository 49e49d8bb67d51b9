using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Mentorship.Profile.Views;

internal sealed record ViewRequest(Guid[]? Ids)
{
    public const int Most = 200;

    public static readonly ValidationProblem TooMany = Invalid.Field("ids", $"Send 1 to {Most} ids.");

    public bool Fits => Ids is { Length: > 0 and <= Most };
}
