using Mentorship.Portal.Shell;
using Mentorship.Portal.University;
using Microsoft.AspNetCore.DataProtection;

namespace Mentorship.Portal.Accounts;

/// <summary>Which attempt this browser is at, between asking for a code and typing it.</summary>
internal sealed class SignInCookie(IDataProtectionProvider protection, IHostEnvironment environment)
    : SealedCookie<SignInCookie.Attempt>(protection, environment, "sign-in-attempt", "sign-in", SignInAttempt.Lifetime)
{
    /// <summary>
    /// <see cref="Shown"/> is what the page calls the address, never looked up; it is empty where nobody typed one.
    /// <see cref="Links"/> is the university's sign-in that the code ties to the account. With <see cref="Confirms"/> the code opens
    /// nothing: it makes the address shown one of the signed-in person's.
    /// </summary>
    internal sealed record Attempt(Guid Id, string Shown, DateTimeOffset Until, string? Next, UniversityIdentity? Links = null, bool Confirms = false)
    {
        public bool ToKnownAddress => Shown.Length == 0;
    }
}
