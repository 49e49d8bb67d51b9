using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net.Mail;

namespace Mentorship.Notification.Sending;

/// <summary>A name and an address that can be written into a header and an SMTP command as they stand.</summary>
internal sealed record Mailbox
{
    static readonly IdnMapping Idn = new();

    Mailbox(string name, string address) => (Name, Address) = (name, address);

    public string Name { get; }
    public string Address { get; }
    public string Domain => Address[(Address.LastIndexOf('@') + 1)..];

    public static bool TryParse(string text, [NotNullWhen(true)] out Mailbox? mailbox)
    {
        mailbox = MailAddress.TryCreate(text, out var parsed) ? Create(parsed.DisplayName, parsed.Address) : null;
        return mailbox is not null;
    }

    /// <summary>Null when the address cannot be mailed to. An international domain is written in its ASCII form;
    /// a local part outside ASCII would need a server with SMTPUTF8 on the whole way and is refused.</summary>
    public static Mailbox? Create(string name, string address)
    {
        if (name.Any(char.IsControl) || address.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || c is '<' or '>' or ','))
            return null;
        var at = address.LastIndexOf('@');
        if (at < 1 || at == address.Length - 1 || address.Length > 254 || !MailAddress.TryCreate(address, out _))
            return null;
        var local = address[..at];
        if (local.Any(c => c > 126))
            return null;
        try
        {
            return new(name.Trim(), $"{local}@{Idn.GetAscii(address[(at + 1)..])}");
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    public override string ToString() => Address;
}
