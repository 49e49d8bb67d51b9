using System.Security.Claims;

namespace Mentorship.ServiceDefaults;

/// <summary>Who is calling, read from the claims of a service token: <c>sub</c>, and <c>role</c> once per role.</summary>
public static class Callers
{
    /// <summary>The subject: a person's id, or a service's name.</summary>
    public const string Subject = "sub";

    /// <summary>A role, for coordinators with their programme: <c>coordinator:{programmeId}</c>.</summary>
    public const string Role = "role";

    /// <summary>The calling person's id.</summary>
    /// <exception cref="InvalidOperationException">The caller is a service, which owns no rows; such routes refuse services first.</exception>
    public static Guid PersonId(this ClaimsPrincipal user) =>
        Guid.TryParse(user.FindFirstValue(Subject), out var id) ? id : throw new InvalidOperationException("The caller is not a person.");

    /// <summary>The calling person's id, or null where a service calls.</summary>
    public static Guid? PersonIdOrNull(this ClaimsPrincipal user) =>
        Guid.TryParse(user.FindFirstValue(Subject), out var id) ? id : null;

    /// <summary>Whether the caller is one of these services.</summary>
    public static bool IsService(this ClaimsPrincipal user, params ReadOnlySpan<string> names) =>
        user.HasRole("service") && names.Contains(user.FindFirstValue(Subject));

    /// <summary>Whether the caller holds a role that is not tied to a programme.</summary>
    public static bool HasRole(this ClaimsPrincipal user, string role) => user.HasClaim(Role, role);

    /// <summary>Whether the caller runs the installation.</summary>
    public static bool IsAdministrator(this ClaimsPrincipal user) => user.HasRole("administrator");

    /// <summary>Whether the caller coordinates this programme.</summary>
    public static bool Coordinates(this ClaimsPrincipal user, Guid programme) => user.HasRole($"coordinator:{programme}");

    /// <summary>Every programme the caller coordinates, to be decided on inside a query.</summary>
    public static Guid[] CoordinatedProgrammes(this ClaimsPrincipal user) =>
        [.. from claim in user.FindAll(Role)
            where claim.Value.StartsWith("coordinator:", StringComparison.Ordinal)
            select Guid.Parse(claim.Value.AsSpan("coordinator:".Length))];
}
