using System.Globalization;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Mentorship.Portal.Shell;

/// <summary><c>&lt;band is="good" /&gt;</c>: how well two people fit, as four bars and a word. Students and mentors read "Good fit": <c>fit="true"</c>.</summary>
[HtmlTargetElement("band", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class BandTagHelper : TagHelper
{
    static readonly string[] Words = ["Stretch", "Possible", "Good", "Strong"];

    public required string Is { get; set; }

    public bool Fit { get; set; }

    public static string Word(string band) => Words[Bars(band) - 1];

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var on = Bars(Is);
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "m-band");
        output.Content.AppendHtml("<svg viewBox=\"0 0 20 15\" aria-hidden=\"true\">");
        for (var bar = 0; bar < 4; bar++)
        {
            var height = 4 + 3.6 * bar;
            output.Content.AppendHtml(string.Create(CultureInfo.InvariantCulture,
                $"<rect{(bar < on ? " class=\"on\"" : "")} x=\"{5.2 * bar:0.#}\" y=\"{15 - height:0.#}\" width=\"4\" height=\"{height:0.#}\" rx=\"1\"/>"));
        }
        output.Content.AppendHtml("</svg>").Append(Words[on - 1] + (Fit ? " fit" : ""));
    }

    static int Bars(string band) => band switch { "strong" => 4, "good" => 3, "possible" => 2, _ => 1 };
}
