using System.Globalization;
using System.Net.Mail;
using System.Text;

namespace Mentorship.Testing;

/// <summary>A real SMTP server that keeps every message it accepts and knows no duplicates.</summary>
/// <param name="options">As `deploy/mail-sink.py` takes them: `--cert`, `--key`, `--user`, `--password`.</param>
public sealed class MailServer(params string[] options) : PrivateServer("smtp")
{
    protected override string[] Arguments => options;

    string Messages => Path.Combine(Folder, "mail");

    public Dictionary<string, string?> Settings => new()
    {
        ["Mail:Mode"] = "smtp",
        ["Mail:Host"] = "127.0.0.1",
        ["Mail:Port"] = Port.ToString(CultureInfo.InvariantCulture),
        ["Mail:StartTls"] = options.Contains("--cert") ? "true" : "false",
        ["Mail:From"] = "Mentoring <mentoring@school.example>",
    };

    /// <summary>Everything received so far, oldest first.</summary>
    public IReadOnlyList<Mail> Received() => Mail.ReadFolder(Messages);

    public IReadOnlyList<Mail> To(string address) =>
        [.. Received().Where(m => m.To.Contains(address, StringComparison.OrdinalIgnoreCase))];

    /// <summary>Misbehave from now on: a reply line such as `451 later`, `drop` (stored, never answered) or `slow 3`.</summary>
    public void Fail(string how) => File.WriteAllText(Path.Combine(Messages, "fail"), how);

    public void Recover() => File.Delete(Path.Combine(Messages, "fail"));
}

/// <summary>One stored message, with its parts decoded.</summary>
public sealed record Mail(string File, string Raw, IReadOnlyDictionary<string, string> Headers, string Text, string Html)
{
    /// <summary>The envelope's recipient where a server stored it, else the header's.</summary>
    public string To => Headers.GetValueOrDefault("X-Envelope-To") ?? Headers.GetValueOrDefault("To", "");

    public string Subject => Headers.GetValueOrDefault("Subject", "");

    public string MessageId => Headers.GetValueOrDefault("Message-ID") ?? Headers.GetValueOrDefault("Message-Id", "");

    public static IReadOnlyList<Mail> ReadFolder(string folder) =>
        Directory.Exists(folder)
            ? [.. Directory.GetFiles(folder, "*.eml").Order(StringComparer.Ordinal).Select(f => Parse(f, System.IO.File.ReadAllText(f, Encoding.Latin1)))]
            : [];

    public static Mail Parse(string file, string raw)
    {
        var (headers, body) = Split(raw.ReplaceLineEndings("\n"));
        string text = "", html = "";
        Collect(headers, body, ref text, ref html);
        return new Mail(file, raw, headers, text, html);
    }

    static void Collect(Dictionary<string, string> headers, string body, ref string text, ref string html)
    {
        var type = headers.GetValueOrDefault("Content-Type", "text/plain");
        if (type.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase))
        {
            var boundary = "--" + type[(type.IndexOf("boundary=", StringComparison.OrdinalIgnoreCase) + 9)..].Split(';')[0].Trim().Trim('"');
            foreach (var part in ("\n" + body).Split("\n" + boundary)[1..])
            {
                if (part.StartsWith("--", StringComparison.Ordinal))
                    break;
                var (inner, content) = Split(part.TrimStart('\n'));
                Collect(inner, content, ref text, ref html);
            }
        }
        else if (type.StartsWith("text/html", StringComparison.OrdinalIgnoreCase))
            html += Decode(headers, body);
        else if (type.StartsWith("text/plain", StringComparison.OrdinalIgnoreCase))
            text += Decode(headers, body);
    }

    static (Dictionary<string, string> Headers, string Body) Split(string raw)
    {
        var end = raw.IndexOf("\n\n", StringComparison.Ordinal);
        var head = end < 0 ? raw : raw[..end];
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in head.Replace("\n ", " ").Replace("\n\t", " ").Split('\n'))
            if (line.Split(':', 2) is [var key, var value])
                headers[key.Trim()] = Words(value.Trim());
        return (headers, end < 0 ? "" : raw[(end + 2)..]);
    }

    // RFC 2047 words: .NET decodes them in an attachment's name and nowhere else in public.
    static string Words(string value) =>
        value.Contains("=?", StringComparison.Ordinal)
            ? string.Concat(value.Replace("?= =?", "?==?").Replace("?==?", "?=\n=?").Split('\n')
                .Select(w => w.StartsWith("=?", StringComparison.Ordinal) && w.EndsWith("?=", StringComparison.Ordinal)
                    ? Attachment.CreateAttachmentFromString("", w).Name ?? w : w))
            : value;

    static string Decode(Dictionary<string, string> headers, string body) =>
        headers.GetValueOrDefault("Content-Transfer-Encoding", "7bit").ToLowerInvariant() switch
        {
            "base64" => Encoding.UTF8.GetString(Convert.FromBase64String(body)),
            "quoted-printable" => QuotedPrintable(body),
            _ => Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(body)),
        };

    static string QuotedPrintable(string body)
    {
        var bytes = new List<byte>(body.Length);
        var joined = body.Replace("=\n", "");
        for (var i = 0; i < joined.Length; i++)
            if (joined[i] == '=' && i + 2 < joined.Length && byte.TryParse(joined.AsSpan(i + 1, 2), NumberStyles.HexNumber, null, out var b))
            {
                bytes.Add(b);
                i += 2;
            }
            else
                bytes.Add((byte)joined[i]);
        return Encoding.UTF8.GetString([.. bytes]);
    }
}
