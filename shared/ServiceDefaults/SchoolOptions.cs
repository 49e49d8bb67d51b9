using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Mentorship.ServiceDefaults;

/// <summary>Section <c>School</c>: whose installation this is, the same for every service.</summary>
public sealed record SchoolOptions
{
    /// <summary>At the head of pages and mails.</summary>
    [Required]
    public string Name { get; init; } = "Our school";

    /// <summary>For times shown to people whose own zone is not known.</summary>
    [Required]
    public string TimeZone { get; init; } = "America/Chicago";

    /// <summary>How to reach the programme office, shown where someone is stuck; for example a phone number.</summary>
    public string? Help { get; set; }

    /// <summary>Where people write when they have a question. Without it the address that mails come from, whose replies reach the office.</summary>
    [EmailAddress]
    public string? Email { get; set; }
}

/// <summary>Who the school is, for services that say it.</summary>
public static class SchoolExtensions
{
    /// <summary>Reads the section; calling it for several services in one process is as good as once.</summary>
    public static void AddSchool(this IHostApplicationBuilder builder) =>
        // Empty in an environment variable is as good as not there.
        builder.Services.AddOptions<SchoolOptions>().BindConfiguration("School").PostConfigure(school =>
        {
            if (string.IsNullOrWhiteSpace(school.Email)) school.Email = null;
            if (string.IsNullOrWhiteSpace(school.Help)) school.Help = null;
        }).ValidateDataAnnotations().ValidateOnStart();
}
