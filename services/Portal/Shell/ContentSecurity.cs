using System.Security.Cryptography;

namespace Mentorship.Portal.Shell;

/// <summary>The headers that tell browsers what a page may load and who may frame it.</summary>
internal static class ContentSecurity
{
    static readonly object Key = new();

    public static string Nonce(HttpContext http) =>
        (string)(http.Items[Key] ??= Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)));

    public static IApplicationBuilder UseContentSecurity(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        http.Response.OnStarting(() =>
        {
            var headers = http.Response.Headers;
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "same-origin";
            headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=()";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            if (string.IsNullOrEmpty(headers.ContentSecurityPolicy))
                headers.ContentSecurityPolicy =
                    $"default-src 'none'; script-src 'nonce-{Nonce(http)}'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
                    "connect-src 'self'; manifest-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
            // Pages hold personal data: nothing of them stays in shared or back-button caches after signing out.
            if (http.Response.ContentType?.StartsWith("text/html", StringComparison.Ordinal) == true)
                headers.CacheControl = "no-store";
            return Task.CompletedTask;
        });
        return next();
    });
}
