using System.Net;
using System.Text;

namespace Mentorship.Notification.Mails;

/// <summary>The HTML part of a mail: one table of at most 600 px with inline styles, since mail programs drop style sheets;
/// the sheet in the head only adds the dark scheme and the narrow screen where it is understood. No image.</summary>
internal static class LetterHtml
{
    const string Ink = "color:#1a2426;";
    const string Ink2 = "color:#4a575a;";
    const string Table = """<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" """;

    const string Sheet = """
        :root { color-scheme: light dark; supported-color-schemes: light dark; }
        a:focus { outline: 3px solid #1a4fd0; outline-offset: 2px; }
        @media (max-width: 620px) {
          .pad { padding-left: 20px !important; padding-right: 20px !important; }
          .half { display: block !important; width: auto !important; border-left: 0 !important; }
          .half + .half { border-top: 1px solid #e0ded5 !important; }
          .btn a { display: block !important; text-align: center !important; }
          h1 { font-size: 22px !important; }
        }
        @media (prefers-color-scheme: dark) {
          body, .bg { background: #0f1617 !important; }
          .box { background: #172021 !important; border-color: #2b3839 !important; }
          .ink, .ink a { color: #e8eeed !important; }
          .ink2, .ink2 a { color: #b3c0bf !important; }
          .soft { background: #1e292a !important; border-color: #2b3839 !important; }
          .btn { background: #7fd1c7 !important; }
          .btn a { color: #06201e !important; }
          .line, .half, .half + .half { border-color: #2b3839 !important; }
          a:focus { outline-color: #a9c4ff; }
        }
        """;

    public static string Write(Letter letter, Letterhead head)
    {
        var html = new StringBuilder(8192);
        html.Append($"""
            <!doctype html>
            <html lang="{letter.Words.Code}" dir="ltr">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="supported-color-schemes" content="light dark">
            <title>{Encode(letter.Subject)}</title>
            <style>
            {Sheet}
            </style>
            </head>
            <body class="bg" style="margin:0;padding:0;background:#f7f6f2;">
            <div style="display:none;max-height:0;overflow:hidden;mso-hide:all;">{Encode(letter.Preview)}</div>
            <div role="article" aria-roledescription="email" aria-label="{Encode(letter.Subject)}" lang="{letter.Words.Code}">
            {Table}class="bg" style="background:#f7f6f2;"><tr><td align="center" style="padding:24px 12px;">
            {Table}style="max-width:600px;font-family:Inter,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;">
            <tr><td class="pad" style="padding:0 32px 16px;"><span class="ink" style="font-size:16px;line-height:24px;font-weight:600;{Ink}">{Encode(head.School)}</span>
            """);
        if (head.Programme.Length > 0)
            html.Append($"""<br><span class="ink2" style="font-size:14px;line-height:20px;{Ink2}">{Encode(head.Programme)}</span>""");
        html.Append($"""
            </td></tr>
            <tr><td class="box" style="background:#ffffff;border:1px solid #e0ded5;border-radius:10px;">
            {Table}>
            <tr><td class="pad ink" style="padding:32px 32px 0;{Ink}"><h1 style="margin:0;font-size:26px;line-height:1.25;font-weight:650;letter-spacing:-0.01em;">{Encode(letter.Heading)}</h1></td></tr>

            """);
        foreach (var paragraph in letter.Paragraphs)
            Row(html, "ink", $"padding:16px 32px 0;font-size:16px;line-height:25px;{Ink}", paragraph.Html);
        if (letter.Code is { } code)
            Row(html, "ink", $"padding:20px 32px 0;font-size:34px;line-height:44px;font-weight:650;letter-spacing:0.16em;{Ink}", Encode(code));
        Answers(html, letter.Answers);
        if (letter.Button is { } button)
            Press(html, button, head.Link ?? "");
        Follows(html, letter);
        html.Append("""
            <tr><td style="padding:0 0 32px;font-size:0;line-height:0;">&nbsp;</td></tr>
            </table></td></tr>

            """);
        if (letter.Button is not null)
            Row(html, "ink2", Small(20), $"""{Encode(letter.Words.ButtonBroken)}<br><a href="{Encode(head.Link ?? "")}" style="{Ink2}text-decoration:underline;word-break:break-all;">{Encode(head.Link ?? "")}</a>""");
        Row(html, "ink2", Small(letter.Button is null ? 20 : 14), Encode(letter.Words.Questions));
        Row(html, "ink2", Small(14), $"{letter.Because.Html}<br>{Encode(head.School)}");
        return html.Append("</table></td></tr></table></div></body></html>\n").ToString();
    }

    static void Answers(StringBuilder html, IReadOnlyList<Standing> answers)
    {
        if (answers.Count == 0)
            return;
        html.Append($"""<tr><td class="pad" style="padding:20px 32px 0;">{Table}class="soft" style="background:#f3f2ed;border:1px solid #e0ded5;border-radius:8px;"><tr>""");
        foreach (var (whose, state) in answers)
        {
            var edge = whose == answers[0].Whose ? "" : "border-left:1px solid #e0ded5;";
            html.Append($"""<td class="half ink" width="50%" valign="top" style="padding:14px 16px;font-size:15px;line-height:22px;{Ink}{edge}"><strong>{Encode(whose)}</strong><br><span class="ink2" style="{Ink2}">{Encode(state)}</span></td>""");
        }
        html.Append("</tr></table></td></tr>\n");
    }

    static void Press(StringBuilder html, Button button, string link)
    {
        html.Append($"""
            <tr><td class="pad" style="padding:24px 32px 0;"><table role="presentation" cellpadding="0" cellspacing="0" border="0"><tr><td class="btn" style="background:#0d5f5a;border-radius:6px;"><a href="{Encode(link)}" style="display:inline-block;padding:13px 26px;font-size:16px;line-height:22px;font-weight:600;color:#ffffff;text-decoration:none;">{Encode(button.Words)}</a></td></tr></table></td></tr>

            """);
        if (button.Note is { } note)
            Row(html, "ink2", $"padding:12px 32px 0;font-size:14px;line-height:21px;{Ink2}", note.Html);
    }

    static void Follows(StringBuilder html, Letter letter)
    {
        if (letter.WhatHappensNext.Count == 0)
            return;
        html.Append($"""
            <tr><td class="pad" style="padding:24px 32px 0;"><div class="line" style="border-top:1px solid #e0ded5;font-size:0;line-height:0;">&nbsp;</div></td></tr>
            <tr><td class="pad ink" style="padding:16px 32px 0;{Ink}"><h2 style="margin:0;font-size:17px;line-height:24px;font-weight:600;">{Encode(letter.Words.WhatHappensNext)}</h2></td></tr>

            """);
        foreach (var next in letter.WhatHappensNext)
            Row(html, "ink", $"padding:8px 32px 0;font-size:15px;line-height:23px;{Ink}", $"<strong>{Encode(next.If)}</strong> {next.Then.Html}");
    }

    static void Row(StringBuilder html, string ink, string style, string content) =>
        html.Append($"""<tr><td class="pad {ink}" style="{style}">{content}</td></tr>""").Append('\n');

    static string Small(int top) => $"padding:{top}px 32px 0;font-size:13px;line-height:20px;{Ink2}";

    static string Encode(string text) => WebUtility.HtmlEncode(text);
}
