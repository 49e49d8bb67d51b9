using System.Globalization;
using System.Text;

namespace Mentorship.Notification.Sending;

/// <summary>Quoted-printable (RFC 2045, 6.7): readable in the raw mail, lines of at most 76 characters.</summary>
internal static class QuotedPrintable
{
    const int LineLength = 76;

    public static string Encode(string text)
    {
        var encoded = new StringBuilder(text.Length * 5 / 4);
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            if (encoded.Length > 0)
                encoded.Append("\r\n");
            Line(encoded, line);
        }
        return encoded.ToString();
    }

    static void Line(StringBuilder encoded, string line)
    {
        var bytes = Encoding.UTF8.GetBytes(line);
        var column = 0;
        for (var i = 0; i < bytes.Length; i++)
        {
            var last = i == bytes.Length - 1;
            // A blank at the end of a line would be lost on the way.
            var literal = bytes[i] is >= 33 and <= 126 and not (byte)'=' || (bytes[i] is 32 or 9 && !last);
            var width = literal ? 1 : 3;
            if (column + width > LineLength - (last ? 0 : 1))
            {
                encoded.Append("=\r\n");
                column = 0;
            }
            if (literal)
                encoded.Append((char)bytes[i]);
            else
                encoded.Append('=').Append(bytes[i].ToString("X2", CultureInfo.InvariantCulture));
            column += width;
        }
    }
}
