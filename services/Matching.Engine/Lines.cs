using System.Globalization;

namespace Mentorship.Matching.Engine;

/// <summary>A line of a file cannot be used. The message says why, without the line.</summary>
public sealed class BadLineException(int line, string message) : Exception(message)
{
    /// <summary>Counted from 1.</summary>
    public int Line { get; } = line;
}

/// <summary>Hands out a text line by line, without a string for each, and reads the whole numbers in it.</summary>
sealed class Lines(TextReader reader, CancellationToken cancel)
{
    /// <summary>More people than any programme has: a wrong first line is told at once instead of filling the memory.</summary>
    public const int MostPeople = 50_000_000;

    const int QuotedLength = 40;

    char[] buffer = new char[1 << 16];
    int from, to;
    bool ended;

    /// <summary>The line handed out last, counted from 1; one more than there are at the end.</summary>
    public int Number { get; private set; }

    public BadLineException Bad(string message) => new(Number, message);

    /// <summary>The next line, without its end; valid until the next call. False at the end of the text.</summary>
    public bool Next(out ReadOnlySpan<char> line)
    {
        Number++;
        for (var looked = 0; ;)
        {
            var end = buffer.AsSpan(from + looked, to - from - looked).IndexOf('\n');
            if (end >= 0 || ended)
            {
                var length = end >= 0 ? looked + end : to - from;
                line = buffer.AsSpan(from, length);
                var found = end >= 0 || length > 0;
                from += end >= 0 ? length + 1 : length;
                if (line is [.., '\r'])
                    line = line[..^1];
                return found;
            }
            looked = to - from;
            Fill();
        }
    }

    /// <summary>Reads digits from <paramref name="at"/> on, as far as they go. False when there are none, or more than nine.</summary>
    public static bool TryDigits(ReadOnlySpan<char> text, ref int at, out int number)
    {
        var (first, n) = (at, 0);
        while (at < text.Length && (uint)(text[at] - '0') <= 9)
            n = n * 10 + (text[at++] - '0');
        number = n;
        return at - first is > 0 and < 10;
    }

    /// <summary>Any whole number, spaces around it and a sign allowed.</summary>
    public int Whole(ReadOnlySpan<char> text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var n)
            ? n
            : throw Bad($"“{(text.Length > QuotedLength ? $"{text[..QuotedLength]}…" : text)}” is not a whole number.");

    void Fill()
    {
        cancel.ThrowIfCancellationRequested();
        if (from > 0)
        {
            buffer.AsSpan(from, to - from).CopyTo(buffer);
            (from, to) = (0, to - from);
        }
        if (to == buffer.Length)
            Array.Resize(ref buffer, 2 * buffer.Length);
        var read = reader.Read(buffer.AsSpan(to));
        ended = read == 0;
        to += read;
    }
}
