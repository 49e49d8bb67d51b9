using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Mentorship.Notification.Development;

/// <summary>Reads a mail back as <see cref="Sending.MimeMessage"/> writes it; no other mail is ever read here.</summary>
internal sealed partial record EmlFile(IReadOnlyDictionary<string, string> Headers, string Text, string Html)
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

    /// <summary>The blank between two encoded words belongs to neither; an encoded word may end in the padding of its base 64.</summary>
    static string Words(string value) =>
        EncodedWord().Replace(value.Replace("?= =?", "?==?", StringComparison.Ordinal), word => Encoding.UTF8.GetString(Convert.FromBase64String(word.Groups[1].Value)));

    [GeneratedRegex(@"=\?utf-8\?B\?([A-Za-z0-9+/]*=*)\?=", RegexOptions.None, 1000)]
    private static partial Regex EncodedWord();

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
