using System.Globalization;
using System.Text;

namespace Mentorship.Notification.Sending;

/// <summary>One mail as it goes over the wire (RFC 5322): plain text and HTML as alternatives, lines that end in CR LF,
/// nothing but ASCII.</summary>
internal sealed record MimeMessage
{
    public required Mailbox From { get; init; }
    public required Mailbox To { get; init; }

    /// <summary>The same for every attempt at one delivery, so that a receiving server can tell a repeat.</summary>
    public required Guid Id { get; init; }
    public required DateTimeOffset Date { get; init; }
    public required string Subject { get; init; }
    public required string Text { get; init; }
    public required string Html { get; init; }

    public string MessageId => $"<{Id:N}@{From.Domain}>";

    /// <exception cref="FormatException">A header holds a line break or another control character.</exception>
    public string Write()
    {
        // The boundary depends on the id alone: a repeat is byte for byte the same apart from its date.
        var boundary = $"=_{Id:N}";
        var message = new StringBuilder();
        Header(message, "From", EncodedWord.Mailbox(From));
        Header(message, "To", EncodedWord.Mailbox(To));
        Header(message, "Subject", EncodedWord.Text(Subject));
        Header(message, "Date", Date.ToString("ddd, dd MMM yyyy HH:mm:ss ", CultureInfo.InvariantCulture)
            + Date.ToString("zzz", CultureInfo.InvariantCulture).Replace(":", "", StringComparison.Ordinal));
        Header(message, "Message-ID", MessageId);
        // RFC 3834: no out-of-office answers to a machine.
        Header(message, "Auto-Submitted", "auto-generated");
        Header(message, "MIME-Version", "1.0");
        Header(message, "Content-Type", $"multipart/alternative; boundary=\"{boundary}\"");
        message.Append("\r\n");
        Part(message, boundary, "text/plain", Text);
        Part(message, boundary, "text/html", Html);
        return message.Append("--").Append(boundary).Append("--\r\n").ToString();
    }

    static void Header(StringBuilder message, string name, string value)
    {
        // Folding ("\r\n ") is the encoder's own; anything else would let a value begin a header of its own.
        if (value.Replace("\r\n ", "", StringComparison.Ordinal).Any(char.IsControl))
            throw new FormatException($"The header {name} holds a control character.");
        message.Append(name).Append(": ").Append(value).Append("\r\n");
    }

    static void Part(StringBuilder message, string boundary, string type, string body) => message
        .Append("--").Append(boundary).Append("\r\n")
        .Append("Content-Type: ").Append(type).Append("; charset=utf-8\r\n")
        .Append("Content-Transfer-Encoding: quoted-printable\r\n\r\n")
        .Append(QuotedPrintable.Encode(body)).Append("\r\n");
}
