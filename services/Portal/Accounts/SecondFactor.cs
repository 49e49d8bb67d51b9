using System.Security.Claims;

namespace Mentorship.Portal.Accounts;

/// <summary>
/// Who decides about others proves it twice: coordinators' and administrators' roles count only in a session that began with
/// a password and an authenticator's number, or with a passkey, for which a device asks its owner. In Development they count at once.
/// </summary>
internal sealed class SecondFactor(IHostEnvironment environment)
{
    /// <summary>How a session was opened, once per proof: mail, university, password, authenticator.</summary>
    public const string Proof = "amr";

    public const string ByMail = "mail", ByUniversity = "university", ByPassword = "pwd", ByAuthenticator = "otp", ByPasskey = "passkey";

    public bool Allows(ClaimsPrincipal person, string role) => !Account.Decides(role) || environment.IsDevelopment() || IsStrong(person);

    public bool IsMissing(ClaimsPrincipal person) =>
        !environment.IsDevelopment() && !IsStrong(person) && person.Claims.Any(c => c.Type == ServiceDefaults.Callers.Role && Account.Decides(c.Value));

    public static bool IsStrong(ClaimsPrincipal person) =>
        person.HasClaim(Proof, ByPasskey) || (person.HasClaim(Proof, ByPassword) && person.HasClaim(Proof, ByAuthenticator));
}
