using System.Net;
using System.Runtime.CompilerServices;
using System.Text;

namespace Mentorship.Notification.Mails;

/// <summary>Text written once and read twice: as plain text and as HTML. Whatever is put into a hole is text, never markup;
/// <c>{name:strong}</c> is the only emphasis.</summary>
internal sealed record Phrase(string Text, string Html)
{
    public static Phrase Of(Writer writer) => writer.Finish();

    public static implicit operator Phrase(string text) => new(text, Encode(text));

    public override string ToString() => Text;

    static string Encode(string text) => WebUtility.HtmlEncode(text);

    /// <summary>Collects both forms of an interpolated string.</summary>
    [InterpolatedStringHandler]
#pragma warning disable CS9113 // The compiler hands both numbers to every handler.
    internal sealed class Writer(int literalLength, int holes)
#pragma warning restore CS9113
    {
        readonly StringBuilder _text = new(literalLength);
        readonly StringBuilder _html = new(literalLength);

        public void AppendLiteral(string literal) => Append(literal, Encode(literal));

        public void AppendFormatted(string hole) => Append(hole, Encode(hole));

        public void AppendFormatted(int hole) => AppendLiteral(hole.ToString(System.Globalization.CultureInfo.InvariantCulture));

        public void AppendFormatted(Phrase hole) => Append(hole.Text, hole.Html);

        public void AppendFormatted(string hole, string format)
        {
            if (format != "strong")
                throw new FormatException($"A phrase knows 'strong', not '{format}'.");
            Append(hole, $"<strong>{Encode(hole)}</strong>");
        }

        public Phrase Finish() => new(_text.ToString(), _html.ToString());

        void Append(string text, string html)
        {
            _text.Append(text);
            _html.Append(html);
        }
    }
}
