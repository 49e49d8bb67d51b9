using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace Mentorship.Portal.Shell;

/// <summary>What one browser carries from page to page, sealed: nobody else can go on with it, and nobody can read or change it.</summary>
internal abstract class SealedCookie<T>(IDataProtectionProvider protection, IHostEnvironment environment, string purpose, string name, TimeSpan lasts) where T : class
{
    readonly IDataProtector _protector = protection.CreateProtector(purpose);

    public void Write(HttpContext http, T carried) =>
        http.Response.Cookies.Append(Cookie.Name!, _protector.Protect(JsonSerializer.Serialize(carried)), Cookie.Build(http));

    public T? Read(HttpContext http)
    {
        if (http.Request.Cookies[Cookie.Name!] is not { } text) return null;
        try
        {
            return JsonSerializer.Deserialize<T>(_protector.Unprotect(text));
        }
        catch (CryptographicException)
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
            Browser.Harden(cookie, name, environment);
            cookie.MaxAge = lasts;
            return cookie;
        }
    }
}
