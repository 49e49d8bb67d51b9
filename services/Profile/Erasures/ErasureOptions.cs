using System.ComponentModel.DataAnnotations;
using Mentorship.ServiceDefaults.PersonalData;

namespace Mentorship.Profile.Erasures;

/// <summary>Section <c>Erasures</c>.</summary>
internal sealed record ErasureOptions
{
    /// <summary>How long a request can be taken back.</summary>
    [Range(0, 60)]
    public int CoolingOffDays { get; init; } = 7;

    /// <summary>Who was erased, in a file outside the database and its backups, best on other storage: every restore reads it.</summary>
    [Required]
    public string List { get; init; } = $".data/{ErasureList.Name}";
}
