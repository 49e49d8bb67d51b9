using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Mentorship.Portal.Shell;

/// <summary><c>&lt;places held="2" capacity="3" /&gt;</c>: a mentor's places as dots and words; <c>word</c> is "free" for students and "left" for coordinators.</summary>
[HtmlTargetElement("places", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class PlacesTagHelper : TagHelper
{
    const int MostDots = 8;

    public int Held { get; set; }

    public int Capacity { get; set; }

    public string Word { get; set; } = "free";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var free = Math.Max(0, Capacity - Held);
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", Word == "free" ? "m-sm" : "m-left");
        if (Capacity is > 0 and <= MostDots)
        {
            output.Content.AppendHtml("<span class=\"m-dots\" aria-hidden=\"true\">");
            for (var place = 0; place < Capacity; place++)
                output.Content.AppendHtml(place < Held
                    ? "<svg viewBox=\"0 0 10 10\"><circle class=\"t\" cx=\"5\" cy=\"5\" r=\"5\"/></svg>"
                    : "<svg viewBox=\"0 0 10 10\"><circle class=\"o\" cx=\"5\" cy=\"5\" r=\"4.2\"/></svg>");
            output.Content.AppendHtml("</span>");
        }
        if (free == 0) output.Content.Append($"No place {Word}");
        else output.Content.AppendHtml($"<b class=\"m-strong\">{free}</b> of {Capacity} {(Capacity == 1 ? "place" : "places")} ").Append(Word);
    }
}
