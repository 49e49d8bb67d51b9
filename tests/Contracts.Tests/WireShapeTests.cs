using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using MassTransit;
using Mentorship.Contracts;
using Mentorship.Testing;

namespace Mentorship.ContractsTests;

/// <summary>
/// Golden files hold what version 1 looks like on the wire. A new event gets one by running these tests once with
/// <c>UPDATE_GOLDEN=1</c>; an old one is never rewritten, since its messages lie in queues and outboxes.
/// </summary>
public sealed class WireShapeTests
{
    static readonly string Golden = Path.Combine(Repository.Root, "tests", "Contracts.Tests", "golden");

    static readonly JsonSerializerOptions Readable = new() { WriteIndented = true };

    public static TheoryData<string> Events => [.. EventCatalogue.ByName.Keys.Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Events))]
    public async Task An_event_looks_on_the_wire_as_it_did_on_its_first_day(string name)
    {
        var type = EventCatalogue.ByName[name];
        var file = Path.Combine(Golden, $"{name}.json");
        if (!File.Exists(file) && Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
            await File.WriteAllTextAsync(file, JsonSerializer.Serialize(Shape(type), Readable) + "\n", TestContext.Current.CancellationToken);
        Assert.True(File.Exists(file), $"{name} has no golden file. Run once with UPDATE_GOLDEN=1 and commit it.");

        var golden = JsonNode.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken))!;
        Assert.Equal((string?)golden["urn"], MessageUrn.ForTypeString(type));
        var then = golden["message"]!.AsObject();
        var now = Shape(type)["message"]!.AsObject();
        foreach (var (field, value) in then)
            Assert.True(JsonNode.DeepEquals(value, now[field]), $"{name}.{field} changed its shape");
    }

    [Theory, MemberData(nameof(Events))]
    public async Task A_message_from_the_first_day_is_still_read(string name)
    {
        var golden = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Golden, $"{name}.json"), TestContext.Current.CancellationToken))!;
        Assert.NotNull(golden["message"].Deserialize(EventCatalogue.ByName[name], JsonSerializerOptions.Web));
    }

    [Theory, MemberData(nameof(Events))]
    public async Task A_message_from_a_later_day_is_read_too(string name)
    {
        var golden = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Golden, $"{name}.json"), TestContext.Current.CancellationToken))!;
        golden["message"]!["fieldOfTheFuture"] = "ignored";
        Assert.NotNull(golden["message"].Deserialize(EventCatalogue.ByName[name], JsonSerializerOptions.Web));
    }

    [Theory, MemberData(nameof(Events))]
    public async Task No_field_became_required_after_the_first_day(string name)
    {
        var golden = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Golden, $"{name}.json"), TestContext.Current.CancellationToken))!;
        var first = golden["required"]!.AsArray().Select(n => (string)n!);
        Assert.Equal(first, Required(EventCatalogue.ByName[name]));
    }

    [Theory, MemberData(nameof(Events))]
    public void An_event_is_a_plain_sealed_record_of_words_numbers_ids_and_times(string name)
    {
        var type = EventCatalogue.ByName[name];
        Assert.True(type.IsSealed);
        Assert.Equal(typeof(object), type.BaseType);
        Assert.Equal("Mentorship.Contracts", type.Namespace);
        Assert.NotNull(type.GetConstructor([]));
        Type[] allowed = [typeof(Guid), typeof(string), typeof(int), typeof(bool), typeof(DateTimeOffset)];
        foreach (var property in type.GetProperties())
            Assert.Contains(Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType, allowed);
        Assert.Contains(type.GetProperties(), p => p.Name == "Version");
    }

    [Fact]
    public void Every_record_is_in_the_catalogue()
    {
        var records = typeof(EventCatalogue).Assembly.GetExportedTypes().Where(t => t.GetMethod("<Clone>$") is not null);
        Assert.Equal(records.Select(t => t.Name).Order(StringComparer.Ordinal), EventCatalogue.ByName.Values.Select(t => t.Name).Order(StringComparer.Ordinal));
    }

    static JsonObject Shape(Type type) => new()
    {
        ["urn"] = MessageUrn.ForTypeString(type),
        ["required"] = new JsonArray([.. Required(type).Select(r => (JsonNode)r)]),
        ["message"] = JsonSerializer.SerializeToNode(Sample(type), type, JsonSerializerOptions.Web),
    };

    static string[] Required(Type type) =>
        [.. type.GetProperties().Where(p => p.GetCustomAttribute<RequiredMemberAttribute>() is not null).Select(p => p.Name).Order(StringComparer.Ordinal)];

    static object Sample(Type type)
    {
        var sample = RuntimeHelpers.GetUninitializedObject(type);
        foreach (var property in type.GetProperties())
            property.SetValue(sample, (Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType) switch
            {
                var t when t == typeof(Guid) => new Guid("01890a5d-ac96-774b-bcce-b302099a8057"),
                var t when t == typeof(string) => "word",
                var t when t == typeof(int) => 3,
                var t when t == typeof(bool) => true,
                _ => new DateTimeOffset(2027, 3, 15, 16, 42, 7, TimeSpan.Zero),
            });
        return sample;
    }
}
