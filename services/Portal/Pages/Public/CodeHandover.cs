using System.Threading.RateLimiting;
using Mentorship.Portal.Clients;
using Mentorship.ServiceDefaults;
using Microsoft.Extensions.Options;

namespace Mentorship.Portal.Pages.Public;

/// <summary>
/// Hands codes to Notification. Nothing typed is lost when it is away, or when so many were mailed that somebody seems to make
/// strangers be written to: the page of the code offers another.
/// </summary>
internal sealed class CodeHandover(NotificationClient notification, PendingCheckCookie cookie, IOptions<ApplyingOptions> options) : IDisposable
{
    readonly PartitionedRateLimiter<HttpContext> _mails = PartitionedRateLimiter.CreateChained(
        Limiter(Network.Of, options.Value.MailsPerHour, TimeSpan.FromHours(1)),
        Limiter(_ => "", options.Value.MailsPerMinute, TimeSpan.FromMinutes(1)));

    /// <summary>Whether the mail is on its way.</summary>
    public async Task<bool> MailAsync(HttpContext http, string what, string slug, CodeToMail code, CancellationToken ct)
    {
        cookie.Write(http, new PendingCheck(what, code.Id, slug, code.Email));
        using var allowed = _mails.AttemptAcquire(http);
        if (!allowed.IsAcquired) return false;
        try
        {
            return (await notification.MailAddressCheck(code, ct)).Ok;
        }
        catch (ServiceDown)
        {
            return false;
        }
    }

    public void Dispose() => _mails.Dispose();

    static PartitionedRateLimiter<HttpContext> Limiter(Func<HttpContext, string> of, int mails, TimeSpan window) =>
        PartitionedRateLimiter.Create<HttpContext, string>(http => RateLimitPartition.GetFixedWindowLimiter(of(http), _ => new() { PermitLimit = mails, Window = window }));
}
