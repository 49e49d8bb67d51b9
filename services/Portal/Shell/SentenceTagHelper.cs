using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Mentorship.Portal.Shell;

/// <summary><c>&lt;sentence text="You both named **dermatology**." /&gt;</c>: a sentence with its telling words in bold, safe whatever it holds.</summary>
[HtmlTargetElement("sentence", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class SentenceTagHelper : TagHelper
{
    public required string Text { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        var parts = Text.Split("**");
        for (var i = 0; i < parts.Length; i++)
        {
            var bold = i % 2 == 1 && i < parts.Length - 1;
            if (bold) output.Content.AppendHtml("<strong class=\"m-strong\">");
            output.Content.Append(parts[i]);
            if (bold) output.Content.AppendHtml("</strong>");
        }
    }
}
