using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Razor.TagHelpers;
using QRCoder;

namespace Mentorship.Portal.Shell;

/// <summary><c>&lt;qr-code of="https://…" /&gt;</c>: an address as a code to be printed and photographed, drawn as one path; the address itself must stand beside it.</summary>
[HtmlTargetElement("qr-code", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class QrCodeTagHelper : TagHelper
{
    public required string Of { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        // Level M still reads with a seventh of it dirty or torn.
        using var code = QRCodeGenerator.GenerateQrCode(Of, QRCodeGenerator.ECCLevel.M);
        var rows = code.ModuleMatrix;
        output.TagName = "svg";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "m-qr");
        output.Attributes.SetAttribute("viewBox", string.Create(CultureInfo.InvariantCulture, $"0 0 {rows.Count} {rows.Count}"));
        output.Attributes.SetAttribute("shape-rendering", "crispEdges");
        output.Attributes.SetAttribute("role", "img");
        output.Attributes.SetAttribute("aria-label", "The address as a code to photograph");
        var path = new StringBuilder();
        for (var y = 0; y < rows.Count; y++)
            for (var x = 0; x < rows.Count; x++)
                if (rows[y][x]) path.Append(CultureInfo.InvariantCulture, $"M{x} {y}h1v1h-1z");
        output.Content.SetHtmlContent($"<path d=\"{path}\"/>");
    }
}
