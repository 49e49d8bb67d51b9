namespace Mentorship.Portal.Shell;

/// <summary>Cookies that only this site sees, over TLS; in Development, where there is none, under other names.</summary>
internal static class Browser
{
    public static void Harden(CookieBuilder cookie, string name, IHostEnvironment environment)
    {
        var tls = !environment.IsDevelopment();
        cookie.Name = Name(name, tls);
        cookie.Path = "/";
        cookie.Domain = null;
        cookie.HttpOnly = true;
        cookie.IsEssential = true;
        cookie.SameSite = SameSiteMode.Lax;
        cookie.SecurePolicy = tls ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
    }

    public static string Name(string name, bool tls) => tls ? $"__Host-mentorship-{name}" : $"mentorship-{name}";

    /// <summary>A path of this site to go on to, never another site.</summary>
    public static string? Local(string? next) =>
        next is ['/', ..] && next.Length < 500 && !next.StartsWith("//", StringComparison.Ordinal) && !next.StartsWith("/\\", StringComparison.Ordinal) && !next.Any(char.IsControl) ? next : null;
}
