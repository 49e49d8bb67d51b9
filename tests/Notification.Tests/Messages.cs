using System.Text;
using Mentorship.Notification.Sending;
using Mentorship.Testing;

namespace Mentorship.Notification.Tests;

/// <summary>A mail as it goes over the wire.</summary>
public sealed class Messages
{
    static readonly Guid Id = new("0195a1b2-0000-7000-8000-000000000001");

    [Fact]
    public void Every_line_is_ASCII_ends_in_CR_LF_and_fits()
    {
        var raw = Write(subject: "Ein Angebot für dich: Größe, Mühe und 🌱 ".PadRight(200, 'ü'), text: $"Grüße = \t\n{new string('ß', 300)}\nEnd ", name: "Dr. Özlem Çelik-Ångström");
        Assert.All(raw, c => Assert.InRange(c, '\t', '~'));
        var lines = raw.Split("\r\n");
        Assert.All(lines, line => Assert.DoesNotContain('\n', line));
        var head = Array.IndexOf(lines, "");
        Assert.All(lines[head..], line => Assert.True(line.Length <= 76, line));
        Assert.All(lines[..head], line => Assert.True(line.Length <= 100, line));
    }

    [Fact]
    public void What_was_written_is_what_is_read()
    {
        const string Subject = "You have an offer — “Summer Scholars” für Zoë 🌱 and everybody else who is still waiting for an answer", Text = "Grüße =\nA line.\n.\n..dots\nBlank at the end \n= 3D =20";
        var mail = Mail.Parse("", Write(Subject, Text, "Zoë \"Zo\" O'Brien 🌱"));
        Assert.Equal(Subject, mail.Subject);
        Assert.Equal(Text, mail.Text.ReplaceLineEndings("\n").TrimEnd('\n'));
        Assert.Equal("<p>Grüße</p>", mail.Html.Trim());
        Assert.EndsWith("?= <zoe@school.example>", mail.To);
    }

    [Fact]
    public void The_headers_say_what_a_machine_needs_to_know()
    {
        var mail = Mail.Parse("", Write("Plain words", "Hello", "Imani"));
        Assert.Equal("\"Imani\" <zoe@school.example>", mail.To);
        Assert.Equal("\"Programme office\" <office@school.example>", mail.Headers["From"]);
        Assert.Equal($"<{Id:N}@school.example>", mail.MessageId);
        Assert.Equal("auto-generated", mail.Headers["Auto-Submitted"]);
        Assert.Equal("1.0", mail.Headers["MIME-Version"]);
        Assert.Equal("Mon, 15 Mar 2027 15:00:00 +0000", mail.Headers["Date"]);
        Assert.StartsWith("multipart/alternative; boundary=", mail.Headers["Content-Type"]);
    }

    [Theory]
    [InlineData("A subject\r\nBcc: everyone@school.example")]
    [InlineData("A subject\nBcc: everyone@school.example")]
    [InlineData("A subject\r\n folded")]
    [InlineData("A subject with a bell \a")]
    [InlineData("für dich\r\nBcc: everyone@school.example")]
    public void A_subject_cannot_begin_a_header_of_its_own(string subject) => Assert.Throws<FormatException>(() => Write(subject, "text", "Imani"));

    [Theory]
    [InlineData("Imani\r\nBcc: x@y.example", "imani@school.example")]
    [InlineData("Imani", "imani@school.example\r\nRCPT TO:<x@y.example>")]
    [InlineData("Imani", "imani@school.example>,<x@y.example")]
    [InlineData("Imani", "imani@school.example, x@y.example")]
    [InlineData("Imani", "imani school.example")]
    [InlineData("Imani", "@school.example")]
    [InlineData("Imani", "imäni@school.example")]
    public void A_name_or_address_that_could_lead_elsewhere_is_no_mailbox(string name, string address) => Assert.Null(Mailbox.Create(name, address));

    [Fact]
    public void An_international_domain_travels_in_its_ASCII_form() =>
        Assert.Equal("zoe@xn--mnchen-3ya.example", Mailbox.Create("Zoë", "zoe@münchen.example")!.Address);

    [Fact]
    public void Encoded_words_are_cut_between_characters_and_fit()
    {
        var encoded = EncodedWord.Text(string.Concat(Enumerable.Repeat("🌱ü", 60)));
        Assert.All(encoded.Split("\r\n "), word =>
        {
            Assert.InRange(word.Length, 1, 75);
            var bytes = Convert.FromBase64String(word["=?utf-8?B?".Length..^2]);
            Assert.DoesNotContain('\ufffd', Encoding.UTF8.GetString(bytes));
        });
    }

    [Fact]
    public void A_subject_that_looks_encoded_is_taken_at_its_word() =>
        Assert.Equal("=?utf-8?B?SGFjaw==?= and more", Mail.Parse("", Write("=?utf-8?B?SGFjaw==?= and more", "text", "Imani")).Subject);

    [Theory]
    [InlineData("ends in blank ", "ends in blank=20")]
    [InlineData("a=b", "a=3Db")]
    [InlineData("ü", "=C3=BC")]
    [InlineData("tab\tinside", "tab\tinside")]
    public void Quoted_printable_keeps_what_is_readable(string text, string encoded) => Assert.Equal(encoded, QuotedPrintable.Encode(text));

    static string Write(string subject, string text, string name) => new MimeMessage
    {
        From = Mailbox.Create("Programme office", "office@school.example")!,
        To = Mailbox.Create(name, "zoe@school.example")!,
        Id = Id,
        Date = new DateTimeOffset(2027, 3, 15, 15, 0, 0, TimeSpan.Zero),
        Subject = subject,
        Text = text,
        Html = "<p>Grüße</p>",
    }.Write();
}
