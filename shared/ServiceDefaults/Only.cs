using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Mentorship.ServiceDefaults;

/// <summary>Whom a route is for. Whoever else calls is refused before anything is looked at.</summary>
public static class Only
{
    /// <summary>For other services alone; people are refused whoever they are.</summary>
    public static RouteHandlerBuilder OnlyFor(this RouteHandlerBuilder endpoint, params string[] services) =>
        endpoint.For(user => user.IsService(services), $"For other services: {string.Join(", ", services)}.");

    /// <summary>For people, who own rows; a service owns none.</summary>
    public static RouteHandlerBuilder OnlyForPeople(this RouteHandlerBuilder endpoint) =>
        endpoint.For(user => user.PersonIdOrNull() is not null, "For people, not for services.");

    /// <summary>For whoever coordinates a programme; which one is decided in the query.</summary>
    public static RouteHandlerBuilder OnlyForCoordinators(this RouteHandlerBuilder endpoint) =>
        endpoint.For(user => user.CoordinatedProgrammes().Length > 0, "For coordinators.");

    /// <summary>For whoever reviews outcome figures.</summary>
    public static RouteHandlerBuilder OnlyForReviewers(this RouteHandlerBuilder endpoint) =>
        endpoint.For(user => user.HasRole("reviewer") && user.PersonIdOrNull() is not null, "For reviewers.");

    /// <summary>For what concerns the whole installation and nobody's data.</summary>
    public static RouteHandlerBuilder OnlyForOffice(this RouteHandlerBuilder endpoint) =>
        endpoint.For(user => user.PersonIdOrNull() is not null && (user.IsAdministrator() || user.CoordinatedProgrammes().Length > 0), "For coordinators and administrators.");

    /// <summary>For whoever runs the installation.</summary>
    public static RouteHandlerBuilder OnlyForAdministrators(this RouteHandlerBuilder endpoint) =>
        endpoint.For(user => user.IsAdministrator() && user.PersonIdOrNull() is not null, "For administrators.");

    static RouteHandlerBuilder For(this RouteHandlerBuilder endpoint, Func<ClaimsPrincipal, bool> may, string sentence) => endpoint
        .AddEndpointFilter(async (context, next) => may(context.HttpContext.User)
            ? await next(context)
            : TypedResults.Problem(statusCode: StatusCodes.Status403Forbidden, title: "Not allowed.", detail: sentence))
        .ProducesProblem(StatusCodes.Status403Forbidden);
}
