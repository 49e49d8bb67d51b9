using System.Text;

namespace Mentorship.Notification.Sending;

/// <summary>Header text outside ASCII (RFC 2047): words of at most 75 characters, cut between characters and folded.</summary>
internal static class EncodedWord
{
    // "=?utf-8?B?" and "?=" take 12 of the 75; 45 bytes become 60 characters.
    const int BytesPerWord = 45;

    public static string Text(string text)
    {
        Refuse(text);
        return text.Length <= 900 && IsPlain(text) && !text.Contains("=?", StringComparison.Ordinal) ? text : Encode(text);
    }

    public static string Mailbox(Mailbox mailbox)
    {
        Refuse(mailbox.Name);
        if (mailbox.Name.Length == 0)
            return mailbox.Address;
        var name = IsPlain(mailbox.Name) && mailbox.Name.Length <= 200
            ? $"\"{mailbox.Name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\""
            : Encode(mailbox.Name);
        return $"{name} <{mailbox.Address}>";
    }

    static bool IsPlain(string text) => text.All(c => c is >= ' ' and <= '~');

    static void Refuse(string text)
    {
        if (text.Any(char.IsControl))
            throw new FormatException("A header may not hold a control character.");
    }

    static string Encode(string text)
    {
        var words = new List<string>();
        var bytes = new List<byte>(BytesPerWord);
        Span<byte> one = stackalloc byte[4];
        foreach (var rune in text.EnumerateRunes())
        {
            var length = rune.EncodeToUtf8(one);
            if (bytes.Count + length > BytesPerWord)
                Flush();
            bytes.AddRange(one[..length]);
        }
        Flush();
        return string.Join("\r\n ", words);

        void Flush()
        {
            if (bytes.Count > 0)
                words.Add($"=?utf-8?B?{Convert.ToBase64String([.. bytes])}?=");
            bytes.Clear();
        }
    }
}
