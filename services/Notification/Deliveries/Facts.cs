using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mentorship.Notification.Deliveries;

/// <summary>What a letter is about: ids, codes and times only. Names are put in when it is written, from the sealed copies.</summary>
internal sealed record Facts
{
    public const string DayFormat = "yyyy-MM-dd";

    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public Guid? ProgrammeId { get; init; }
    public Guid? CohortId { get; init; }
    public Guid? PairId { get; init; }
    public Guid? StudentId { get; init; }
    public Guid? MentorId { get; init; }

    /// <summary>What a guardian is asked.</summary>
    public Guid? AskingId { get; init; }

    /// <summary>The training that is to be renewed.</summary>
    public Guid? TrainingId { get; init; }

    /// <summary>A day that is the same on everybody's calendar, in <see cref="DayFormat"/>.</summary>
    public string? Day { get; init; }

    /// <summary>student, mentor, coordinator: what an invitation is for.</summary>
    public string? Role { get; init; }

    /// <summary>waitlisted or refused: how an application was decided; done or refused: a correction.</summary>
    public string? Decision { get; init; }

    /// <summary>publication or request.</summary>
    public string? Origin { get; init; }

    /// <summary>waiting, yes or no.</summary>
    public string? StudentAnswer { get; init; }
    public string? MentorAnswer { get; init; }

    /// <summary>Whose act this is about: student, mentor, coordinator, both.</summary>
    public string? By { get; init; }

    /// <summary>yes or no.</summary>
    public string? Answer { get; init; }
    public bool? ByOffice { get; init; }
    public int? Pairs { get; init; }

    /// <summary>What a code is for, where it signs nobody in: address.</summary>
    public string? For { get; init; }

    /// <summary>What happened to the person's addresses: added, dropped, replaced, swapped.</summary>
    public string? Change { get; init; }

    /// <summary>An offer's deadline, a code's end, the moment offers go out.</summary>
    public DateTimeOffset? Until { get; init; }

    public string Write() => JsonSerializer.Serialize(this, Json);

    public static Facts Read(string json) => JsonSerializer.Deserialize<Facts>(json, Json)!;
}
