using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Mentorship.ServiceDefaults;

/// <summary>
/// One line per request. It names the route's pattern, never the path or the query, because those may carry what
/// a person typed; the trace id answers as <c>X-Correlation-Id</c> so that a caller can quote it.
/// </summary>
internal sealed partial class RequestLine(RequestDelegate next, ILogger<RequestLine> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var started = Stopwatch.GetTimestamp();
        var activity = Activity.Current;
        if (activity is not null) context.Response.Headers["X-Correlation-Id"] = activity.TraceId.ToString();
        try
        {
            await next(context);
        }
        finally
        {
            var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "(no route)";
            var status = context.Response.StatusCode;
            if (activity is not null)
            {
                activity.DisplayName = $"{context.Request.Method} {route}";
                activity.SetTag("http.route", route);
                activity.SetTag("http.response.status_code", status);
            }
            if (!context.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal))
                Answered(context.Request.Method, route, status, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Method} {Route} {Status} in {Milliseconds:0.0} ms")]
    partial void Answered(string method, string route, int status, double milliseconds);
}
