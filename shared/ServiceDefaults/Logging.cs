using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Json;

namespace Mentorship.ServiceDefaults;

internal static class Logging
{
    const string Readable = "{Timestamp:HH:mm:ss.fff} {Level:u3} {Message:lj} {TraceId}{NewLine}{Exception}";

    /// <summary>Lines a person can read in Development, JSON elsewhere. Levels can be set under <c>Serilog</c>.</summary>
    public static void AddLogging(this WebApplicationBuilder builder, string process)
    {
        var configuration = new LoggerConfiguration()
            .MinimumLevel.Information()
            .MinimumLevel.Override("Microsoft.AspNetCore", LogEventLevel.Warning)
            .MinimumLevel.Override("Microsoft.EntityFrameworkCore", LogEventLevel.Warning)
            .MinimumLevel.Override("Microsoft.Extensions.Http", LogEventLevel.Warning)
            .MinimumLevel.Override("System.Net.Http", LogEventLevel.Warning)
            .MinimumLevel.Override("MassTransit", LogEventLevel.Warning)
            // A message that is tried again is no fault either; one that failed every time is.
            .MinimumLevel.Override("MassTransit.ReceiveTransport", LogEventLevel.Error)
            .MinimumLevel.Override("MassTransit.Messages", LogEventLevel.Error)
            // It warns at every start that its key files are not encrypted; like all key files they are this user's only.
            .MinimumLevel.Override("Microsoft.AspNetCore.DataProtection.KeyManagement", LogEventLevel.Error)
            .ReadFrom.Configuration(builder.Configuration)
            .Enrich.WithProperty("Process", process)
            .Enrich.FromLogContext()
            .Enrich.With<WithoutPath>();

        configuration = builder.Environment.IsDevelopment()
            ? configuration.WriteTo.Console(outputTemplate: Readable)
            : configuration.WriteTo.Console(new JsonFormatter(renderMessage: true));

        builder.Logging.ClearProviders();
        builder.Services.AddLogging(logging => logging.AddSerilog(configuration.CreateLogger(), dispose: true));
    }

    /// <summary>The framework's scope around a request holds its path, and with that whatever somebody typed there.</summary>
    sealed class WithoutPath : ILogEventEnricher
    {
        public void Enrich(LogEvent logEvent, ILogEventPropertyFactory propertyFactory) => logEvent.RemovePropertyIfPresent("RequestPath");
    }
}
