using System.Threading.RateLimiting;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace Mentorship.Portal;

/// <summary>Tighter ceilings than the general one, where somebody might guess. Per network address.</summary>
internal static class PortalLimits
{
    public const string SignIn = "portal-sign-in", Tokens = "portal-tokens", Forms = "portal-forms";

    public static void Add(IServiceCollection services) => services.AddOptions<RateLimiterOptions>().Configure<IOptions<SignInOptions>, IOptions<ApplyingOptions>>((limiter, signIn, applying) =>
    {
        limiter.AddPolicy(SignIn, http => RateLimitPartition.GetFixedWindowLimiter(Network.Of(http), _ =>
            new FixedWindowRateLimiterOptions { PermitLimit = signIn.Value.PerMinute, Window = TimeSpan.FromMinutes(1) }));
        limiter.AddPolicy(Forms, http => RateLimitPartition.GetFixedWindowLimiter(Network.Of(http), _ =>
            new FixedWindowRateLimiterOptions { PermitLimit = applying.Value.PerMinute, Window = TimeSpan.FromMinutes(1) }));
        limiter.AddPolicy(Tokens, http => RateLimitPartition.GetFixedWindowLimiter(Network.Of(http), _ =>
            new FixedWindowRateLimiterOptions { PermitLimit = 600, Window = TimeSpan.FromMinutes(1) }));
    });
}
