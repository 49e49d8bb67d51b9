using System.ComponentModel.DataAnnotations;

namespace Mentorship.Notification.Sending;

/// <summary>The section <c>Mail</c>: where mail goes and who it is from.</summary>
internal sealed record MailOptions : IValidatableObject
{
    /// <summary><c>folder</c> writes .eml files, <c>smtp</c> sends.</summary>
    public string Mode { get; init; } = "folder";
    public string Folder { get; init; } = "";
    public string Host { get; init; } = "";
    [Range(1, 65535)] public int Port { get; init; } = 587;

    /// <summary>Never fall back to clear text: a server that does not offer TLS gets no mail.</summary>
    public bool StartTls { get; init; } = true;

    /// <summary>A PEM file with the authority of a school that signs its own servers; empty means the system's authorities.</summary>
    public string Authority { get; init; } = "";
    public string User { get; init; } = "";
    public string Password { get; init; } = "";

    /// <summary><c>Name &lt;address&gt;</c> or an address. Replies reach the programme office there.</summary>
    public string From { get; init; } = "";

    public bool ToFolder => Mode == "folder";

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Mode is not ("folder" or "smtp"))
            yield return new("Mail:Mode is 'folder' or 'smtp'.", [nameof(Mode)]);
        if (Mode == "folder" && Folder.Length == 0)
            yield return new("Mail:Folder names the folder that mail is written to.", [nameof(Folder)]);
        if (Mode == "smtp" && Host.Length == 0)
            yield return new("Mail:Host names the mail server.", [nameof(Host)]);
        if (!Mailbox.TryParse(From, out _))
            yield return new("Mail:From is an address, or a name and an address in angle brackets.", [nameof(From)]);
        if (Mode == "smtp" && User.Length > 0 && !StartTls && Host is not ("localhost" or "127.0.0.1" or "::1"))
            yield return new("Mail:User would travel unprotected: set Mail:StartTls.", [nameof(StartTls)]);
    }
}
