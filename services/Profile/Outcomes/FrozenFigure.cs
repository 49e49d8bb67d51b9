using System.Text.Json;
using Mentorship.ServiceDefaults;

namespace Mentorship.Profile.Outcomes;

/// <summary>A year that is over and whose figures are made. Nothing is ever added to it.</summary>
internal sealed class ClosedYear
{
    ClosedYear() { }

    public int Year { get; private set; }
    public DateTimeOffset ClosedAt { get; private set; }
    public int Publications { get; private set; }
    public int Students { get; private set; }

    public static ClosedYear Of(int year, int publications, int students, DateTimeOffset now) => new() { Year = year, Publications = publications, Students = students, ClosedAt = now };
}

/// <summary>A figure as it was made when its year was over, or that it was too few to say. Read again it is the same for ever.</summary>
internal sealed class FrozenFigure
{
    /// <summary>The whole installation, as reviewers see it.</summary>
    public static readonly Guid Everybody = Guid.Empty;

    FrozenFigure() { }

    public int Year { get; private set; }
    public string Role { get; private set; } = "";
    public string Division { get; private set; } = "";
    public Guid ProgrammeId { get; private set; }
    /// <summary>The first year that it counts: publications wait for more until they are enough.</summary>
    public int FromYear { get; private set; }
    /// <summary>As JSON; null where it is too few to say.</summary>
    public string? Shown { get; private set; }

    public static FrozenFigure Of(int year, int from, string role, string division, Guid programme, Figure? figure) => new()
    {
        Year = year, FromYear = from, Role = role, Division = division, ProgrammeId = programme,
        Shown = figure is null ? null : JsonSerializer.Serialize(figure, Json.Options),
    };

    public Figure? Figure => Shown is null ? null : JsonSerializer.Deserialize<Figure>(Shown, Json.Options);
}
