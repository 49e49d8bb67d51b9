namespace Mentorship.SystemTests.Running;

/// <summary>One embedded and one distributed system for all journeys, each started when first asked for; a journey opens a programme of its own.</summary>
public sealed class Systems : IAsyncLifetime
{
    /// <summary>A machine full of tests asks for more codes a minute than any school.</summary>
    public static Dictionary<string, string?> Roomy { get; } = new()
    {
        ["SignIn:PerMinute"] = "100000",
        ["SignIn:CodesPerQuarterHour"] = "100",
        ["SignIn:CodesPerDay"] = "1000",
        ["Limits:PerMinute"] = "1000000",
    };

    readonly Lazy<Task<Embedded>> _embedded = new(() => Embedded.StartAsync(settings: Roomy));
    readonly Lazy<Task<Distributed>> _distributed;
    Collector? _collector;

    public Systems() => _distributed = new(async () =>
    {
        _collector = await Collector.StartAsync();
        return await Distributed.StartAsync(new(Roomy)
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = _collector.Endpoint,
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_BSP_SCHEDULE_DELAY"] = "500",
            ["OTEL_METRIC_EXPORT_INTERVAL"] = "2000",
        });
    });

    /// <summary>The distributed system, and what its processes tell a collector.</summary>
    public async Task<(Distributed System, Collector Collector)> TracedAsync() => (await _distributed.Value, _collector!);

    public async Task<RunningSystem> AsIt(string runs) => runs switch
    {
        "embedded" => await _embedded.Value,
        "distributed" => await _distributed.Value,
        _ => throw new ArgumentOutOfRangeException(nameof(runs), runs, "It runs embedded or distributed."),
    };

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_embedded.IsValueCreated)
            await (await _embedded.Value).DisposeAsync();
        if (_distributed.IsValueCreated)
            await (await _distributed.Value).DisposeAsync();
        if (_collector is not null)
            await _collector.DisposeAsync();
    }
}
