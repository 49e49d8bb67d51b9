using System.Collections.Concurrent;
using Mentorship.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Mentorship.SystemTests.Running;

/// <summary>Takes traces as a collector would (OTLP over HTTP) and answers which services a trace went through.</summary>
public sealed class TraceCollector : IAsyncDisposable
{
    readonly ConcurrentQueue<Span> _spans = new();
    StandIn _server = null!;

    public string Endpoint => $"{_server.Address}/v1/traces";

    public static async Task<TraceCollector> StartAsync()
    {
        var collector = new TraceCollector();
        collector._server = await StandIn.StartAsync(app => app.MapPost("{**path}", async (HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            foreach (var span in Read(body.ToArray()))
                collector._spans.Enqueue(span);
            return Results.Bytes([], "application/x-protobuf");
        }));
        return collector;
    }

    public IReadOnlyList<Span> Of(string traceId) => [.. _spans.Where(s => s.TraceId == traceId)];

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    /// <summary>Only the fields asked about: ResourceSpans(1) → Resource(1).attributes(1) and ScopeSpans(2).spans(2).</summary>
    static IEnumerable<Span> Read(byte[] request)
    {
        foreach (var resourceSpans in Fields(request, 1))
        {
            var service = Fields(resourceSpans, 1).SelectMany(r => Fields(r, 1))
                .Where(a => Text(a, 1) == "service.name")
                .Select(a => Text(Fields(a, 2).First(), 1))
                .FirstOrDefault("");
            foreach (var span in Fields(resourceSpans, 2).SelectMany(scope => Fields(scope, 2)))
                yield return new Span(service, Convert.ToHexStringLower(Fields(span, 1).First()), Text(span, 5));
        }
    }

    static string Text(byte[] message, int field) => Fields(message, field).Select(System.Text.Encoding.UTF8.GetString).FirstOrDefault("");

    /// <summary>The length-delimited fields of that number; metrics sent to the same address simply have none that fit.</summary>
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
