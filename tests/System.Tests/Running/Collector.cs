using System.Collections.Concurrent;
using Mentorship.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Mentorship.SystemTests.Running;

/// <summary>Takes traces and metrics as a collector would (OTLP over HTTP) and answers which services a trace went through and what they measure.</summary>
public sealed class Collector : IAsyncDisposable
{
    readonly ConcurrentQueue<Span> _spans = new();
    readonly ConcurrentDictionary<(string Service, string Name), bool> _metrics = new();
    StandIn _server = null!;

    /// <summary>The address to configure; each signal has its own path below it.</summary>
    public string Endpoint => _server.Address;

    public static async Task<Collector> StartAsync()
    {
        var collector = new Collector();
        collector._server = await StandIn.StartAsync(app =>
        {
            app.MapPost("/v1/traces", request => TakeAsync(request, body =>
            {
                foreach (var span in Spans(body))
                    collector._spans.Enqueue(span);
            }));
            app.MapPost("/v1/metrics", request => TakeAsync(request, body =>
            {
                foreach (var metric in Metrics(body))
                    collector._metrics[metric] = true;
            }));
        });
        return collector;
    }

    public IReadOnlyList<Span> Of(string traceId) => [.. _spans.Where(s => s.TraceId == traceId)];

    public bool Measures(string service, string name) => _metrics.ContainsKey((service, name));

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    static async Task TakeAsync(HttpContext context, Action<byte[]> take)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        take(body.ToArray());
        context.Response.ContentType = "application/x-protobuf";
    }

    // Only the fields asked about. Both kinds of request: per resource (1) its attributes (1.1) and per scope (2) the items (2).
    static IEnumerable<Span> Spans(byte[] request) =>
        Fields(request, 1).SelectMany(resource => Fields(resource, 2).SelectMany(scope => Fields(scope, 2))
            .Select(span => new Span(ServiceOf(resource), Convert.ToHexStringLower(Fields(span, 1).First()), Text(span, 5))));

    static IEnumerable<(string Service, string Name)> Metrics(byte[] request) =>
        Fields(request, 1).SelectMany(resource => Fields(resource, 2).SelectMany(scope => Fields(scope, 2))
            .Select(metric => (ServiceOf(resource), Text(metric, 1))));

    static string ServiceOf(byte[] resource) => Fields(resource, 1).SelectMany(r => Fields(r, 1))
        .Where(a => Text(a, 1) == "service.name")
        .Select(a => Text(Fields(a, 2).First(), 1))
        .FirstOrDefault("");

    static string Text(byte[] message, int field) => Fields(message, field).Select(System.Text.Encoding.UTF8.GetString).FirstOrDefault("");

    /// <summary>The length-delimited fields of that number.</summary>
    static List<byte[]> Fields(byte[] message, int number)
    {
        var found = new List<byte[]>();
        for (var at = 0; at < message.Length;)
        {
            var key = Varint(message, ref at);
            switch (key & 7)
            {
                case 0:
                    Varint(message, ref at);
                    break;
                case 1:
                    at += 8;
                    break;
                case 2:
                    var length = (int)Varint(message, ref at);
                    if ((int)(key >> 3) == number)
                        found.Add(message[at..(at + length)]);
                    at += length;
                    break;
                case 5:
                    at += 4;
                    break;
                default:
                    return found;
            }
        }
        return found;
    }

    static ulong Varint(byte[] message, ref int at)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var b = message[at++];
            value |= (ulong)(b & 0x7f) << shift;
            if (b < 0x80)
                return value;
        }
    }
}

public sealed record Span(string Service, string TraceId, string Name);
