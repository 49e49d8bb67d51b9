using Mentorship.Messaging;
using Mentorship.Portal.Accounts;
using Mentorship.Portal.Clients;
using Mentorship.Portal.Links;
using Mentorship.Portal.PersonalData;
using Mentorship.Portal.Shell;
using Mentorship.Portal.Tokens;
using Mentorship.Portal.University;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace Mentorship.Portal;

/// <summary>Accounts and sign-in, service tokens, and the web pages for everyone.</summary>
public static class PortalService
{
    public static void AddPortal(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        builder.AddServiceDb<PortalDb>("portal");
        builder.AddServiceApi("portal");
        builder.AddMessaging<PortalDb>("portal", typeof(KeepAccount), typeof(ErasePerson));

        Options<PortalOptions>(builder, "Portal");
        builder.AddSchool();
        Options<SignInOptions>(builder, "SignIn");
        Options<ApplyingOptions>(builder, "Applying");
        Options<DemoOptions>(builder, "Demo");
        Options<AdministratorOptions>(builder, "Administrator");

        builder.Services.PostConfigure<SchoolOptions>(school =>
            school.Email ??= System.Net.Mail.MailAddress.TryCreate(builder.Configuration["Mail:From"], out var office) ? office.Address : null);

        AddAccounts(builder);
        builder.AddUniversity();
        AddTokens(services);
        AddPages(builder);
    }

    public static void MapPortal(this WebApplication app)
    {
        app.UseContentSecurity();
        app.MapStaticAssets().AllowAnonymous().DisableRateLimiting();
        app.MapRazorPages().WithStaticAssets();
        app.MapUniversity();
        app.MapGiveToken();
        app.MapShowKeys();
        app.MapServiceApi("portal").MapMakeLink();
    }

    static void AddAccounts(WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<Addresses>();
        services.AddSingleton<SecondFactor>();
        services.AddScoped<SignInCodes>();
        services.AddScoped<Sessions>();
        services.AddScoped<SignIn>();
        services.AddScoped<CopyOfData>();
        services.AddScoped<Passwords>();
        services.AddScoped<Passkeys>();
        services.AddScoped<BackupCodes>();
        services.AddScoped<AddressChanges>();
        services.AddSingleton<CodePost>();
        services.AddHostedService(s => s.GetRequiredService<CodePost>());
        services.AddHostedService<FirstAdministrator>();
        services.AddSingleton<SignInCookie>();

        services.AddIdentityCore<Account>(identity =>
        {
            // Length protects, rules about kinds of characters do not.
            identity.Password.RequiredLength = Passwords.Shortest;
            identity.Password.RequireDigit = identity.Password.RequireLowercase = identity.Password.RequireUppercase = identity.Password.RequireNonAlphanumeric = false;
            identity.Lockout.MaxFailedAccessAttempts = 5;
            identity.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15);
            identity.ClaimsIdentity.UserIdClaimType = Callers.Subject;
            identity.ClaimsIdentity.RoleClaimType = Callers.Role;
            identity.ClaimsIdentity.SecurityStampClaimType = AccountClaims.Stamp;
        }).AddUserStore<AccountStore>().AddSignInManager().AddClaimsPrincipalFactory<AccountClaims>();

        services.AddOptions<IdentityPasskeyOptions>().Configure<IOptions<PortalOptions>>((passkey, portal) =>
        {
            // The device has to ask its owner, and to know by itself whose keys it has: nobody types an address first.
            passkey.UserVerificationRequirement = passkey.ResidentKeyRequirement = "required";
            var site = portal.Value.PublicUrl is { } url ? new Uri(url) : null;
            passkey.ServerDomain = site?.Host;
            passkey.ValidateOrigin = asked => ValueTask.FromResult(!asked.CrossOrigin
                && asked.Origin == (site ?? new Uri($"{asked.HttpContext.Request.Scheme}://{asked.HttpContext.Request.Host}")).GetLeftPart(UriPartial.Authority));
        });
        // What Identity asked of a device waits there for the answer, sealed.
        services.Configure<CookieAuthenticationOptions>(IdentityConstants.TwoFactorUserIdScheme, cookie => Browser.Harden(cookie.Cookie, "passkey", builder.Environment));
        services.Configure<SecurityStampValidatorOptions>(stamp =>
        {
            stamp.ValidationInterval = TimeSpan.FromMinutes(1);
            stamp.OnRefreshingPrincipal = refresh =>
            {
                // Roles are read anew; which session it is and how it was opened stays.
                var kept = refresh.CurrentPrincipal!.Claims.Where(c => SignIn.Kept.Contains(c.Type));
                refresh.NewPrincipal!.Identities.First().AddClaims(kept.Select(c => c.Clone()));
                return Task.CompletedTask;
            };
        });
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        services.ConfigureApplicationCookie(cookie =>
        {
            Browser.Harden(cookie.Cookie, "session", builder.Environment);
            cookie.LoginPath = "/sign-in";
            cookie.AccessDeniedPath = "/error";
            cookie.ReturnUrlParameter = "next";
            cookie.SlidingExpiration = true;
            cookie.Events.OnValidatePrincipal = Sessions.Validate;
        });
        services.AddDataProtection().SetApplicationName("mentorship-portal").PersistKeysToFileSystem(Browser.CookieKeys(builder.Configuration));
    }

    static void AddTokens(IServiceCollection services)
    {
        services.AddSingleton<TokenKeys>();
        services.AddSingleton<Issuer>();
        services.AddSingleton<PersonTokens>();
        services.AddHttpContextAccessor();
        services.AddSingleton<Calls>();
        services.AddSingleton<ProfileClient>();
        services.AddSingleton<GuardianClient>();
        services.AddSingleton<MatchingClient>();
        services.AddSingleton<NotificationClient>();
        PortalLimits.Add(services);
    }

    static void AddPages(WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddMemoryCache();
        services.AddScoped<People>();
        services.AddScoped<Reader>();
        services.AddSingleton(Wording.OutcomeWords.Read(builder.Configuration["Outcomes:Wording"]));
        services.AddScoped<Pages.AccountDesk>();
        services.AddScoped<Pages.Office.Desk>();
        services.AddSingleton<Pages.Public.PendingCheckCookie>();
        services.AddSingleton<Pages.Public.CodeHandover>();
        services.AddSingleton(new ErrorPages("/error"));
        services.Configure<CookieTempDataProviderOptions>(said => Browser.Harden(said.Cookie, "said", builder.Environment));
        services.AddAntiforgery(antiforgery => Browser.Harden(antiforgery.Cookie, "forms", builder.Environment));
        services.AddRazorPages(pages =>
        {
            pages.Conventions.AuthorizeFolder("/");
            foreach (var open in (string[])["/Index", "/SignIn/Address", "/SignIn/Code", "/SignIn/Password", "/SignIn/Passkey", "/SignIn/You", "/Link", "/Terms", "/Error", "/Accessibility", "/Erased"])
                pages.Conventions.AllowAnonymousToPage(open);
            pages.Conventions.AllowAnonymousToFolder("/Development");
            pages.Conventions.AllowAnonymousToFolder("/Public");
            pages.Conventions.AddFolderApplicationModelConvention("/Office", page => page.Filters.Add(new OfficeDoor()));
        }).AddApplicationPart(typeof(PortalService).Assembly).AddMvcOptions(mvc => mvc.Filters.Add<ServiceDownPage>());
    }

    static void Options<T>(WebApplicationBuilder builder, string section) where T : class =>
        builder.Services.AddOptions<T>().Bind(builder.Configuration.GetSection(section)).ValidateDataAnnotations().ValidateOnStart();
}
