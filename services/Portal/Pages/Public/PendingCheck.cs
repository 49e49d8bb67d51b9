using System.Security.Cryptography;
using System.Text.Json;
using Mentorship.Portal.Shell;
using Microsoft.AspNetCore.DataProtection;

namespace Mentorship.Portal.Pages.Public;

/// <summary>What this browser has sent and confirms with a mailed code.</summary>
/// <param name="What"><see cref="Application"/> or <see cref="Nomination"/>, as Profile's addresses call them.</param>
/// <param name="Shown">What the page calls the address; never looked up.</param>
/// <param name="State">Where it stands, once the code was right.</param>
internal sealed record PendingCheck(string What, Guid Id, string Slug, string Shown, DateTimeOffset Until, string? State = null)
{
    public const string Application = "applications", Nomination = "nominations";

    public bool IsNomination => What == Nomination;
}

/// <summary>Keeps it between the form, the code and the page after it. Only this browser can use the code.</summary>
internal sealed class PendingCheckCookie(IDataProtectionProvider protection, IHostEnvironment environment)
{
    static readonly TimeSpan Lasts = TimeSpan.FromHours(1);

    readonly IDataProtector _protector = protection.CreateProtector("pending-check");

    public void Write(HttpContext http, PendingCheck check) =>
        http.Response.Cookies.Append(Cookie.Name!, _protector.Protect(JsonSerializer.Serialize(check)), Cookie.Build(http));

    public PendingCheck? Read(HttpContext http, string slug)
    {
        if (http.Request.Cookies[Cookie.Name!] is not { } text) return null;
        try
        {
            return JsonSerializer.Deserialize<PendingCheck>(_protector.Unprotect(text)) is { } check && check.Slug == slug ? check : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    CookieBuilder Cookie
    {
        get
        {
            var cookie = new CookieBuilder();
            Browser.Harden(cookie, "applying", environment);
            cookie.MaxAge = Lasts;
            return cookie;
        }
    }
}
