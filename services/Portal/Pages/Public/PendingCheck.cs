using Mentorship.Portal.Shell;
using Microsoft.AspNetCore.DataProtection;

namespace Mentorship.Portal.Pages.Public;

/// <summary>What this browser has sent and confirms with a mailed code.</summary>
/// <param name="What"><see cref="Application"/> or <see cref="Nomination"/>, as Profile's addresses call them.</param>
/// <param name="Shown">What the page calls the address; never looked up.</param>
/// <param name="State">Where it stands, once the code was right.</param>
internal sealed record PendingCheck(string What, Guid Id, string Slug, string Shown, string? State = null)
{
    public const string Application = "applications", Nomination = "nominations";

    public bool IsNomination => What == Nomination;
}

/// <summary>Keeps it between the form, the code and the page after it.</summary>
internal sealed class PendingCheckCookie(IDataProtectionProvider protection, IHostEnvironment environment)
    : SealedCookie<PendingCheck>(protection, environment, "pending-check", "applying", TimeSpan.FromHours(1))
{
    /// <summary>Of this programme; of another there is none here.</summary>
    public PendingCheck? Read(HttpContext http, string slug) => Read(http) is { } check && check.Slug == slug ? check : null;
}
