using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Mentorship.ServiceDefaults;

internal static class HealthReport
{
    /// <summary>Which part is unwell, by name; the exception's text stays in the log.</summary>
    public static Task WriteAsync(HttpContext context, HealthReportView report) => context.Response.WriteAsJsonAsync(report, Json.Options);

    public static Task WriteAsync(HttpContext context, Microsoft.Extensions.Diagnostics.HealthChecks.HealthReport report) =>
        WriteAsync(context, new HealthReportView(report.Status, report.Entries.ToDictionary(e => e.Key, e => e.Value.Status)));

    internal sealed record HealthReportView(HealthStatus Status, Dictionary<string, HealthStatus> Parts);
}
