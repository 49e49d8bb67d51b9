using System.Text;

namespace Mentorship.Notification.Mails;

/// <summary>The plain part of a mail. It says everything the HTML part says.</summary>
internal static class LetterText
{
    const int Width = 70;

    public static string Write(Letter letter, Letterhead head)
    {
        var text = new StringBuilder();
        Paragraph(letter.Heading);
        foreach (var paragraph in letter.Paragraphs)
            Paragraph(paragraph.Text);
        if (letter.Code is { } code)
            Lines($"    {code}", "");
        if (letter.Answers.Count > 0)
        {
            var column = letter.Answers.Max(a => a.Whose.Length) + 3;
            foreach (var answer in letter.Answers)
                Lines("  " + (answer.Whose + ":").PadRight(column) + answer.State);
            Lines("");
        }
        if (letter.Button is { } button)
        {
            // A link stands alone on its line: mail programs end it at the first blank, and nothing may be wrapped into it.
            Lines(button.Words + ":", head.Link ?? "", "");
            if (button.Note is { } note)
                Paragraph(note.Text);
        }
        if (letter.WhatHappensNext.Count > 0)
        {
            Lines("", letter.Words.WhatHappensNext.ToUpperInvariant(), "");
            foreach (var next in letter.WhatHappensNext)
                Wrap($"* {next.If} {next.Then.Text}", "  ");
            Lines("");
        }
        Lines("");
        Paragraph(letter.Words.Questions);
        // "-- " alone begins a signature, which mail programs fold away.
        Lines("-- ");
        Wrap(letter.Because.Text, "");
        Lines(head.Programme.Length > 0 ? $"{head.School}, {head.Programme}" : head.School);
        return text.ToString().Replace('\u00a0', ' ');

        void Paragraph(string words)
        {
            Wrap(words, "");
            Lines("");
        }

        void Lines(params ReadOnlySpan<string> lines)
        {
            foreach (var line in lines)
                text.Append(line).Append('\n');
        }

        void Wrap(string words, string indent)
        {
            var line = new StringBuilder();
            foreach (var word in words.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                if (line.Length > 0 && line.Length + 1 + word.Length > Width)
                {
                    Lines(line.ToString());
                    line.Clear().Append(indent).Append(word);
                }
                else
                {
                    line.Append(line.Length > 0 ? " " : "").Append(word);
                }
            }
            if (line.Length > 0)
                Lines(line.ToString());
        }
    }
}
