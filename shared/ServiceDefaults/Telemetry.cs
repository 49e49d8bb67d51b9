using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Mentorship.ServiceDefaults;

/// <summary>
/// Traces and metrics. The sources are always listened to, so that one trace id runs from a page through the bus
/// to the mail and into every log line; they leave the process only when <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set.
/// </summary>
internal sealed class Telemetry(IConfiguration configuration, string process) : IHostedService, IDisposable
{
    /// <summary>The framework's own sources and the system's; ASP.NET Core, MassTransit and Npgsql emit theirs unasked.</summary>
    static readonly string[] Sources = ["Microsoft.AspNetCore", "System.Net.Http", "MassTransit", "Npgsql", "Mentorship"];

    TracerProvider? _traces;
    MeterProvider? _metrics;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var resource = ResourceBuilder.CreateDefault().AddService($"mentorship-{process}");
        var endpoint = configuration["OTEL_EXPORTER_OTLP_ENDPOINT"];
        // Over HTTP each signal has a path of its own, which the exporter adds only to an address that it found by itself.
        void Export(OtlpExporterOptions options, string signal)
        {
            var http = configuration["OTEL_EXPORTER_OTLP_PROTOCOL"] is "http/protobuf";
            options.Protocol = http ? OtlpExportProtocol.HttpProtobuf : OtlpExportProtocol.Grpc;
            options.Endpoint = new Uri(http ? $"{endpoint!.TrimEnd('/')}/v1/{signal}" : endpoint!);
        }

        var traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource(Sources);
        if (endpoint is not null)
        {
            traces.AddOtlpExporter(options => Export(options, "traces"));
            _metrics = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource)
                .AddMeter("Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Net.Http", "System.Runtime", "MassTransit", "Npgsql", "Mentorship")
                .AddOtlpExporter(options => Export(options, "metrics")).Build();
        }
        _traces = traces.Build();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _traces?.ForceFlush(2000);
        _metrics?.ForceFlush(2000);
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        _traces?.Dispose();
        _metrics?.Dispose();
    }
}

internal static class TelemetryExtensions
{
    /// <summary>First of all hosted services, so that nothing starts unseen.</summary>
    public static void AddTelemetry(this WebApplicationBuilder builder, string process) =>
        builder.Services.Insert(0, ServiceDescriptor.Singleton<IHostedService>(_ => new Telemetry(builder.Configuration, process)));
}
