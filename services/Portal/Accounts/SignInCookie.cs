using System.Text.Json;
using Mentorship.Portal.Shell;
using Mentorship.Portal.University;
using Microsoft.AspNetCore.DataProtection;

namespace Mentorship.Portal.Accounts;

/// <summary>Which attempt this browser is at, between asking for a code and typing it. Only this browser can use the code.</summary>
internal sealed class SignInCookie(IDataProtectionProvider protection, IHostEnvironment environment)
{
    readonly IDataProtector _protector = protection.CreateProtector("sign-in-attempt");

    /// <summary>
    /// <see cref="Shown"/> is what the page calls the address, never looked up; it is empty where nobody typed one.
    /// <see cref="Links"/> is the university's sign-in that the code ties to the account. With <see cref="Confirms"/> the code opens
    /// nothing: it makes the address shown one of the signed-in person's.
    /// </summary>
    internal sealed record Attempt(Guid Id, string Shown, DateTimeOffset Until, string? Next, UniversityIdentity? Links = null, bool Confirms = false)
    {
        public bool ToKnownAddress => Shown.Length == 0;
    }

    public void Write(HttpContext http, Attempt attempt) =>
        http.Response.Cookies.Append(Cookie.Name!, _protector.Protect(JsonSerializer.Serialize(attempt)), Cookie.Build(http));

    public Attempt? Read(HttpContext http)
    {
        if (http.Request.Cookies[Cookie.Name!] is not { } text) return null;
        try
        {
            return JsonSerializer.Deserialize<Attempt>(_protector.Unprotect(text));
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }

    public void Delete(HttpContext http) => http.Response.Cookies.Delete(Cookie.Name!, Cookie.Build(http));

    CookieBuilder Cookie
    {
        get
        {
            var cookie = new CookieBuilder();
            Browser.Harden(cookie, "sign-in", environment);
            cookie.MaxAge = SignInAttempt.Lifetime;
            return cookie;
        }
    }
}
