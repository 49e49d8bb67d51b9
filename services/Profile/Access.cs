using System.Security.Claims;
using Mentorship.Profile.Programmes;
using Mentorship.ServiceDefaults;

namespace Mentorship.Profile;

/// <summary>Who may see what is decided in the query: what is not yours is not found.</summary>
internal static class Access
{
    const string CommandLine = "cli";

    public static IQueryable<Programme> ProgrammesRunBy(this ProfileDb db, ClaimsPrincipal user)
    {
        var mine = user.CoordinatedProgrammes();
        return user.IsAdministrator() ? db.Programmes : db.Programmes.Where(p => mine.Contains(p.Id));
    }

    public static IQueryable<Cohort> CohortsRunBy(this ProfileDb db, ClaimsPrincipal user)
    {
        var mine = user.CoordinatedProgrammes();
        return db.Cohorts.Where(c => mine.Contains(c.ProgrammeId));
    }

    /// <summary>Files come from the cohort's coordinators and from <c>mentorship import</c>, which an operator runs for any of them.</summary>
    public static IQueryable<Cohort> CohortsFilledBy(this ProfileDb db, ClaimsPrincipal user) =>
        user.IsService(CommandLine) ? db.Cohorts : db.CohortsRunBy(user);

    public static IQueryable<Imports.Import> ImportsRunBy(this ProfileDb db, ClaimsPrincipal user)
    {
        var mine = user.CoordinatedProgrammes();
        return user.IsService(CommandLine) ? db.Imports : db.Imports.Where(i => mine.Contains(i.Cohort.ProgrammeId));
    }

    /// <summary>For other services alone; people are refused whoever they are.</summary>
    public static RouteHandlerBuilder OnlyFor(this RouteHandlerBuilder endpoint, params string[] services) =>
        endpoint.Only(user => user.IsService(services), $"For other services: {string.Join(", ", services)}.");

    /// <summary>For people, who own rows; a service owns none.</summary>
    public static RouteHandlerBuilder OnlyForPeople(this RouteHandlerBuilder endpoint) =>
        endpoint.Only(user => user.PersonIdOrNull() is not null, "For people, not for services.");

    public static RouteHandlerBuilder OnlyForCoordinators(this RouteHandlerBuilder endpoint) =>
        endpoint.Only(user => user.CoordinatedProgrammes().Length > 0, "For coordinators.");

    /// <summary>For what concerns the whole installation and nobody's data.</summary>
    public static RouteHandlerBuilder OnlyForOffice(this RouteHandlerBuilder endpoint) =>
        endpoint.Only(user => user.PersonIdOrNull() is not null && (user.IsAdministrator() || user.CoordinatedProgrammes().Length > 0), "For coordinators and administrators.");

    public static RouteHandlerBuilder OnlyForAdministrators(this RouteHandlerBuilder endpoint) =>
        endpoint.Only(user => user.IsAdministrator() && user.PersonIdOrNull() is not null, "For administrators.");

    static RouteHandlerBuilder Only(this RouteHandlerBuilder endpoint, Func<ClaimsPrincipal, bool> may, string sentence) => endpoint
        .AddEndpointFilter(async (context, next) => may(context.HttpContext.User)
            ? await next(context)
            : TypedResults.Problem(statusCode: StatusCodes.Status403Forbidden, title: "Not allowed.", detail: sentence))
        .ProducesProblem(StatusCodes.Status403Forbidden);
}
