using System.ComponentModel.DataAnnotations;

namespace Mentorship.Notification.Mails;

/// <summary>The section <c>School</c>: whose installation this is.</summary>
internal sealed record SchoolOptions
{
    [Required] public string Name { get; init; } = "Mentorship";
    public string TimeZone { get; init; } = "";
}
