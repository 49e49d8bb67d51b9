using System.ComponentModel.DataAnnotations;

namespace Mentorship.Portal;

/// <summary>Section <c>Portal</c>.</summary>
internal sealed record PortalOptions
{
    /// <summary>The address people type and mails link to. Without it the address this process listens on.</summary>
    [Url]
    public string? PublicUrl { get; init; }
}

/// <summary>Section <c>SignIn</c>: how often a code may be asked for and tried.</summary>
internal sealed record SignInOptions
{
    [Range(1, 100)]
    public int CodesPerQuarterHour { get; init; } = 5;

    [Range(1, 1000)]
    public int CodesPerDay { get; init; } = 20;

    /// <summary>Requests to the sign-in pages from one network address.</summary>
    [Range(1, 100_000)]
    public int PerMinute { get; init; } = 60;
}

/// <summary>Section <c>Applying</c>: how much strangers may send.</summary>
internal sealed record ApplyingOptions
{
    /// <summary>Requests to the forms of programmes from one network address; a class of thirty in one room needs about two hundred.</summary>
    [Range(1, 100_000)]
    public int PerMinute { get; init; } = 300;

    /// <summary>Codes mailed to typed addresses for one network address.</summary>
    [Range(1, 100_000)]
    public int MailsPerHour { get; init; } = 200;

    /// <summary>The same, for everybody together.</summary>
    [Range(1, 100_000)]
    public int MailsPerMinute { get; init; } = 120;
}

/// <summary>Section <c>Demo</c>. Only in Development.</summary>
internal sealed record DemoOptions
{
    public bool Enabled { get; init; }

    /// <summary>The people a newcomer can look through the eyes of, the coordinator first.</summary>
    public DemoPerson[] People { get; init; } = [];
}

internal sealed record DemoPerson
{
    [Required]
    public string Email { get; init; } = "";

    public string Role { get; init; } = "";

    public string Says { get; init; } = "";
}

/// <summary>Section <c>Administrator</c>: who opens a new installation.</summary>
internal sealed record AdministratorOptions
{
    [EmailAddress]
    public string? Email { get; init; }

    /// <summary>For one start: whoever runs the installation and cannot get in any more. What they signed in with is voided and a new link written.</summary>
    public bool Recover { get; init; }
}
