using Mentorship.Portal.Accounts;
using Mentorship.Portal.Shell;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Mentorship.Portal.University;

/// <summary>
/// <c>GET /sign-in/university</c>: out to the provider and back. Whoever it knows and we know is in; whoever we do not know yet
/// says once who they are here. Nothing but issuer and subject is taken from it: no address, and no role.
/// </summary>
internal static partial class UniversityDoor
{
    const string Scheme = "university", Next = "next";

    public static void AddUniversity(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<UniversityOptions>().Bind(builder.Configuration.GetSection("University")).ValidateDataAnnotations()
            .Validate(u => !u.IsOn || builder.Environment.IsDevelopment() || u.Issuer!.StartsWith("https:", StringComparison.Ordinal),
                "University:Issuer must begin with https: outside Development.")
            .ValidateOnStart();
        services.AddSingleton<IdTokens>();
        services.AddScoped<UniversityLogins>();
        services.ConfigureExternalCookie(cookie =>
        {
            Browser.Harden(cookie.Cookie, "university-who", builder.Environment);
            cookie.ExpireTimeSpan = TimeSpan.FromMinutes(15);
        });
        // A scheme that listens for answers is made ready on every request, also where there is no provider.
        if (string.IsNullOrEmpty(builder.Configuration["University:Issuer"])) return;
        services.AddAuthentication().AddOAuth<OAuthOptions, UniversityHandler>(Scheme, _ => { });
        services.AddOptions<OAuthOptions>(Scheme).Configure<IOptions<UniversityOptions>>((oauth, university) =>
        {
            oauth.SignInScheme = IdentityConstants.ExternalScheme;
            oauth.ClientId = university.Value.ClientId;
            oauth.ClientSecret = university.Value.Secret;
            // The framework wants to hear of doors at the start; the real ones are in the provider's document.
            oauth.AuthorizationEndpoint = oauth.TokenEndpoint = university.Value.Issuer ?? "";
            oauth.CallbackPath = "/sign-in/university/back";
            oauth.AccessDeniedPath = "/sign-in";
            oauth.ReturnUrlParameter = "";
            oauth.UsePkce = true;
            oauth.Scope.Add("openid");
            Browser.Harden(oauth.CorrelationCookie, "university-", builder.Environment);
            oauth.Events.OnTicketReceived = Arrived;
            oauth.Events.OnRemoteFailure = Refused;
        });
    }

    public static void MapUniversity(this IEndpointRouteBuilder app) =>
        app.MapGet("/sign-in/university", Go).AllowAnonymous().RequireRateLimiting(PortalLimits.SignIn);

    static async Task<IResult> Go(string? next, IOptions<UniversityOptions> university, IdTokens idTokens, ILoggerFactory logs, CancellationToken ct)
    {
        if (!university.Value.IsOn) return TypedResults.NotFound();
        try
        {
            await idTokens.Document(ct);
        }
        catch (InvalidOperationException e)
        {
            NoAnswer(logs.CreateLogger(typeof(UniversityDoor)), e.Message);
            return TypedResults.Redirect("/sign-in?away=university");
        }
        next = Browser.Local(next);
        return TypedResults.Challenge(new AuthenticationProperties(new Dictionary<string, string?> { [Next] = next ?? "/home" })
        {
            RedirectUri = "/sign-in/you" + (next is null ? "" : $"?next={Uri.EscapeDataString(next)}"),
        }, [Scheme]);
    }

    static async Task Arrived(TicketReceivedContext arrival)
    {
        var http = arrival.HttpContext;
        var logins = http.RequestServices.GetRequiredService<UniversityLogins>();
        if (UniversityIdentity.Of(arrival.Principal) is not { } identity || await logins.Opens(identity, http.RequestAborted) is not { } account) return;
        // The answer comes before anybody asks whose session this browser has.
        if ((await http.AuthenticateAsync(IdentityConstants.ApplicationScheme)).Principal is { } before) http.User = before;
        await http.RequestServices.GetRequiredService<SignIn>().Open(account, SecondFactor.ByUniversity);
        arrival.HandleResponse();
        http.Response.Redirect(arrival.Properties!.Items[Next]!);
    }

    static Task Refused(RemoteFailureContext failure)
    {
        // The kind alone: what a token or a provider says may name somebody.
        NotBelieved(failure.HttpContext.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(UniversityDoor)), (failure.Failure?.InnerException ?? failure.Failure)?.GetType().Name ?? "");
        failure.Response.StatusCode = StatusCodes.Status401Unauthorized;
        failure.HandleResponse();
        return Task.CompletedTask;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A sign-in from the university was refused: {Reason}")]
    static partial void NotBelieved(ILogger log, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The university's sign-in does not answer: {Reason}")]
    static partial void NoAnswer(ILogger log, string reason);
}
