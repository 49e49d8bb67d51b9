using System.Collections.Frozen;
using System.Xml.Linq;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Mentorship.Portal.Shell;

/// <summary><c>&lt;icon name="clock" /&gt;</c>: one of the line icons of Front/icons.svg, beside a word, hidden from screen readers.</summary>
[HtmlTargetElement("icon", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class IconTagHelper : TagHelper
{
    static readonly FrozenDictionary<string, string> Drawn = Read();

    public required string Name { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "svg";
        output.TagMode = TagMode.StartTagAndEndTag;
        var extra = output.Attributes["class"]?.Value;
        output.Attributes.SetAttribute("class", extra is null ? "m-i" : $"m-i {extra}");
        output.Attributes.SetAttribute("viewBox", "0 0 24 24");
        output.Attributes.SetAttribute("fill", "none");
        output.Attributes.SetAttribute("stroke", "currentColor");
        output.Attributes.SetAttribute("stroke-linecap", "round");
        output.Attributes.SetAttribute("stroke-linejoin", "round");
        output.Attributes.SetAttribute("aria-hidden", "true");
        output.Content.SetHtmlContent(Drawn.TryGetValue(Name, out var paths)
            ? paths
            : throw new InvalidOperationException($"There is no icon \"{Name}\" in Front/icons.svg."));
    }

    static FrozenDictionary<string, string> Read()
    {
        using var file = typeof(IconTagHelper).Assembly.GetManifestResourceStream("icons.svg")!;
        XNamespace svg = "http://www.w3.org/2000/svg";
        return XDocument.Load(file).Root!.Elements(svg + "symbol").ToFrozenDictionary(
            s => s.Attribute("id")!.Value,
            s => string.Concat(s.Elements(svg + "path").Select(p => $"<path d=\"{p.Attribute("d")!.Value}\"/>")));
    }
}
