using System.Text.Json;
using System.Text.Json.Serialization;
using Mentorship.ServiceDefaults.Sealing;
using Mentorship.ServiceDefaults.Tokens;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Mentorship.ServiceDefaults;

/// <summary>What every process of the system has in common, whether it runs one service or all of them.</summary>
public static class ServiceDefaultsExtensions
{
    /// <summary>
    /// Logging, telemetry, health, problem details, token validation, calls between services. Once per process,
    /// before any service is added.
    /// </summary>
    /// <param name="builder">The process.</param>
    /// <param name="process">Its name in logs and traces, for example <c>matching</c>.</param>
    public static void AddServiceDefaults(this WebApplicationBuilder builder, string process)
    {
        builder.AddLogging(process);
        builder.AddTelemetry(process);
        builder.AddProxies();

        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.AddProblemDetails(o => o.CustomizeProblemDetails = ApiErrors.Complete);
        // A body that cannot be read is the caller's mistake in development too, not a fault of ours.
        services.PostConfigure<RouteHandlerOptions>(o => o.ThrowOnBadRequest = false);
        services.AddHealthChecks();
        services.AddAuthentication();
        services.AddAuthorization();
        services.AddLimits(builder.Configuration);
        services.AddHttpClient();
        services.AddSingleton<ServiceAddresses>();
        services.AddSingleton<ServiceCalls>();
        services.AddSingleton<SigningKeys>();
        services.AddOptions<KeyOptions>().Bind(builder.Configuration.GetSection("Keys")).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<Keys>();
        services.ConfigureHttpJsonOptions(o => Json.Configure(o.SerializerOptions));
    }

    /// <summary>The pipeline, in the one order that works for APIs and pages side by side, and the health routes.</summary>
    public static void UseServiceDefaults(this WebApplication app)
    {
        app.UseForwardedHeaders();
        app.UseMiddleware<RequestLine>();

        // An API answers with a problem, a page with a page; Accept headers do not tell them apart reliably.
        app.UseWhen(ApiErrors.IsApi, api =>
        {
            api.UseExceptionHandler();
            api.UseStatusCodePages();
        });
        if (app.Services.GetService<ErrorPages>() is { } pages)
            app.UseWhen(c => !ApiErrors.IsApi(c), site =>
            {
                site.UseExceptionHandler(pages.Path);
                site.UseStatusCodePagesWithReExecute(pages.Path, "?status={0}");
            });

        app.UseRouting();
        app.Use(RequestLine.NoteRouteAsync);
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseRateLimiter();

        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).DisableRateLimiting();
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { ResponseWriter = HealthReport.WriteAsync }).DisableRateLimiting();
        app.MapOpenApi("/openapi/{documentName}.json");
    }
}

/// <summary>Where a process that shows pages shows its errors.</summary>
/// <param name="Path">Route of the page; it gets <c>?status=</c>.</param>
public sealed record ErrorPages(string Path);

/// <summary>One JSON dialect for every API and client of the system.</summary>
public static class Json
{
    /// <summary>Camel case, states as words, nothing sent for null.</summary>
    public static JsonSerializerOptions Options { get; } = Configure(new JsonSerializerOptions(JsonSerializerDefaults.Web));

    internal static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        return options;
    }
}
