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

    /// <summary>Where the keys of cookies and forms stay over restarts: a folder of their own among the key files, for this user only.</summary>
    public static DirectoryInfo CookieKeys(IConfiguration configuration)
    {
        var path = Path.Combine(configuration["Keys:Folder"] ?? ".data/keys", "portal-cookies");
        return OperatingSystem.IsWindows() ? Directory.CreateDirectory(path) : Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public static string Name(string name, bool tls) => tls ? $"__Host-mentorship-{name}" : $"mentorship-{name}";

    /// <summary>A page that stands open asks for a part of itself again; nobody sits there because of that.</summary>
    public static bool AsksByItself(HttpRequest request) => request.Headers.ContainsKey("X-Unattended");

    /// <summary>A path of this site to go on to, never another site.</summary>
    public static string? Local(string? next) =>
        next is ['/', ..] && next.Length < 500 && !next.StartsWith("//", StringComparison.Ordinal) && !next.StartsWith("/\\", StringComparison.Ordinal) && !next.Any(char.IsControl) ? next : null;
}
