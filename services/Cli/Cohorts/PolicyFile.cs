using System.Text.Json;
using Mentorship.Cli.CommandLine;
using Mentorship.Cli.Solving;
using Mentorship.Matching.Engine;

namespace Mentorship.Cli.Cohorts;

/// <summary>A cohort's policy as JSON. What it leaves out is as in every new cohort; what it cannot mean is refused by name and line.</summary>
static class PolicyFile
{
    static readonly string[] Fields = ["weights", "floor", "rankedOnly", "minSharedHours", "objective", "seed"];
    static readonly string[] Criteria = [.. Enum.GetValues<Criterion>().Select(c => Camel($"{c}"))];
    static readonly string[] Weights = [.. Enum.GetValues<Weight>().Select(w => Camel($"{w}"))];

    public static (ScoringPolicy Policy, ulong Seed) Read(string path)
    {
        var bytes = InputFile.Bytes(path);
        var reader = new Utf8JsonReader(bytes.AsSpan().StartsWith("\uFEFF"u8) ? bytes.AsSpan(3) : bytes, new() { CommentHandling = JsonCommentHandling.Skip });
        try
        {
            return Policy(path, ref reader, bytes);
        }
        catch (JsonException broken)
        {
            throw new BadInputException($"{path}, line {1 + broken.LineNumber}: it is not JSON.");
        }
    }

    static (ScoringPolicy, ulong) Policy(string path, ref Utf8JsonReader reader, byte[] bytes)
    {
        var (policy, seed, given) = (new ScoringPolicy(), 0UL, new HashSet<string>());
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
            throw Bad(path, reader, bytes, "a policy is an object: { \"objective\": \"fair\" }.");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var field = reader.GetString()!;
            if (!Fields.Contains(field))
                throw Bad(path, reader, bytes, $"“{field}” is not a field of a policy. It has {Listed(Fields)}.");
            if (!given.Add(field))
                throw Bad(path, reader, bytes, $"“{field}” is given twice.");
            reader.Read();
            switch (field)
            {
                case "weights":
                    policy = Weighted(path, policy, ref reader, bytes);
                    break;
                case "floor":
                    policy = policy with { Floor = reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var floor) && floor is >= 0 and <= 100_000 ? floor : throw Bad(path, reader, bytes, "floor is a whole number from 0 to 100000.") };
                    break;
                case "rankedOnly":
                    policy = policy with { RankedOnly = reader.TokenType is JsonTokenType.True or JsonTokenType.False ? reader.GetBoolean() : throw Bad(path, reader, bytes, "rankedOnly is true or false.") };
                    break;
                case "minSharedHours":
                    policy = policy with { MinSharedHours = reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out var hours) && hours is >= 0 and <= 168 ? hours : throw Bad(path, reader, bytes, "minSharedHours is a number from 0 to 168.") };
                    break;
                case "objective":
                    policy = policy with { Objective = Word(reader) is { } objective && Objectives.Words.Contains(objective) ? Objectives.Of(objective) : throw Bad(path, reader, bytes, $"objective is {Listed(Objectives.Words)}.") };
                    break;
                default:
                    seed = reader.TokenType == JsonTokenType.Number && reader.TryGetUInt64(out var s) ? s : throw Bad(path, reader, bytes, "seed is a whole number from 0 on.");
                    break;
            }
        }
        reader.Read(); // anything behind the object is not JSON
        return (policy, seed);
    }

    static ScoringPolicy Weighted(string path, ScoringPolicy policy, ref Utf8JsonReader reader, byte[] bytes)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            throw Bad(path, reader, bytes, "weights is an object: { \"interests\": \"high\" }.");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var criterion = reader.GetString()!;
            if (!Criteria.Contains(criterion))
                throw Bad(path, reader, bytes, $"“{criterion}” is not a criterion. There are {Listed(Criteria)}.");
            reader.Read();
            if (Word(reader) is not { } word || !Weights.Contains(word))
                throw Bad(path, reader, bytes, $"the weight of {criterion} is {Listed(Weights)}.");
            var weight = Enum.Parse<Weight>(word, ignoreCase: true);
            policy = Enum.Parse<Criterion>(criterion, ignoreCase: true) switch
            {
                Criterion.Interests => policy with { Interests = weight },
                Criterion.Goals => policy with { Goals = weight },
                Criterion.Stage => policy with { Stage = weight },
                Criterion.Languages => policy with { Languages = weight },
                Criterion.Time => policy with { Time = weight },
                Criterion.Asked => policy with { Asked = weight },
                _ => policy with { Rankings = weight },
            };
        }
        return policy;
    }

    static string? Word(in Utf8JsonReader reader) => reader.TokenType == JsonTokenType.String ? reader.GetString() : null;

    static BadInputException Bad(string path, in Utf8JsonReader reader, byte[] bytes, string why) =>
        new($"{path}, line {1 + bytes.AsSpan(0, (int)reader.TokenStartIndex).Count((byte)'\n')}: {why}");

    static string Listed(string[] words) => $"{string.Join(", ", words[..^1])} or {words[^1]}";

    static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
