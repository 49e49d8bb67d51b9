using Mentorship.ServiceDefaults.Tokens;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Mentorship.ServiceDefaults;

/// <summary>A service's API: <c>/api/{service}</c>, its token, its policy and its OpenAPI document, in either way of running.</summary>
public static class ServiceApi
{
    /// <summary>The token scheme and policy of a service, both of its name, and its document at <c>/openapi/{service}.json</c>.</summary>
    public static void AddServiceApi(this IHostApplicationBuilder builder, string service)
    {
        builder.Services.AddAuthentication().AddScheme<TokenOptions, TokenHandler>($"token-{service}", o => o.Audience = service);
        builder.Services.AddAuthorizationBuilder().AddPolicy(service, new AuthorizationPolicyBuilder($"token-{service}").RequireAuthenticatedUser().Build());
        builder.Services.AddOpenApi(service, options =>
        {
            options.ShouldInclude = api => api.RelativePath?.StartsWith($"api/{service}/", StringComparison.Ordinal) == true;
            options.AddDocumentTransformer((document, _, _) =>
            {
                document.Info.Title = $"Mentorship: {service}";
                document.Info.Version = "v1";
                document.Servers?.Clear();
                return Task.CompletedTask;
            });
        });
    }

    /// <summary>The group every route of the service belongs to; a token for this service is required.</summary>
    public static RouteGroupBuilder MapServiceApi(this IEndpointRouteBuilder app, string service) =>
        app.MapGroup($"/api/{service}").RequireAuthorization(service).WithTags(service);
}
