using System.Globalization;
using System.Text;

namespace Mentorship.Notification.Development;

/// <summary>Reads a mail back as <see cref="Sending.MimeMessage"/> writes it; no other mail is ever read here.</summary>
internal sealed record EmlFile(IReadOnlyDictionary<string, string> Headers, string Text, string Html)
{
    public static EmlFile Parse(string mail)
    {
        var (head, body) = Halves(mail);
        var headers = head.Replace("\r\n ", " ", StringComparison.Ordinal).Split("\r\n")
            .Select(line => line.Split(": ", 2)).Where(line => line.Length == 2)
            .ToDictionary(line => line[0], line => Words(line[1]));
        var boundary = headers["Content-Type"].Split("boundary=\"")[1].TrimEnd('"');
        var parts = body.Split($"--{boundary}");
        return new(headers, Part(parts[1]), Part(parts[2]));
    }

    static string Part(string part) => Plain(Halves(part.TrimStart('\r', '\n')).Body);

    static (string Head, string Body) Halves(string text)
    {
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        return (text[..end], text[(end + 4)..]);
    }

    static string Words(string value)
    {
        if (!value.Contains("=?", StringComparison.Ordinal))
            return value;
        // The blank between two encoded words belongs to neither.
        var words = value.Replace("?= =?", "?==?", StringComparison.Ordinal).Split("=?");
        return words[0] + string.Concat(words[1..].Select(word =>
        {
            var end = word.IndexOf("?=", StringComparison.Ordinal);
            return Encoding.UTF8.GetString(Convert.FromBase64String(word["utf-8?B?".Length..end])) + word[(end + 2)..];
        }));
    }

    static string Plain(string quoted)
    {
        var bytes = new List<byte>(quoted.Length);
        var text = quoted.Replace("=\r\n", "", StringComparison.Ordinal);
        for (var i = 0; i < text.Length; i++)
            if (text[i] == '=')
            {
                bytes.Add(byte.Parse(text.AsSpan(i + 1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                i += 2;
            }
            else
            {
                bytes.Add((byte)text[i]);
            }
        return Encoding.UTF8.GetString([.. bytes]);
    }
}
