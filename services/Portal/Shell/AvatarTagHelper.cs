using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Mentorship.Portal.Shell;

/// <summary><c>&lt;avatar of="Dr. Beatrix Oyelaran" size="sm" /&gt;</c>: initials in one of four quiet tints, always the same for the same name.</summary>
[HtmlTargetElement("avatar", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class AvatarTagHelper : TagHelper
{
    static readonly string[] Titles = ["dr", "dr.", "prof", "prof.", "professor", "mr", "mr.", "ms", "ms.", "mrs", "mrs.", "mx", "mx."];

    public required string Of { get; set; }

    public string? Size { get; set; }

    /// <summary>Written out, because the styles that ship are those whose names stand somewhere.</summary>
    static string? Class(string? size) => size switch { "xs" => "avatar-xs", "sm" => "avatar-sm", "md" => "avatar-md", "lg" => "avatar-lg", _ => null };

    public static string Initials(string name)
    {
        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(w => !Titles.Contains(w, StringComparer.OrdinalIgnoreCase) && char.IsLetter(w[0])).ToArray();
        return words.Length switch
        {
            0 => "?",
            1 => words[0][..1].ToUpperInvariant(),
            _ => string.Concat(words[0][0], words[^1][0]).ToUpperInvariant(),
        };
    }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var tint = Of.Aggregate(0, (sum, c) => unchecked(sum * 31 + c)) & 3;
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", string.Join(' ', ((string?[])["avatar", Class(Size), tint == 0 ? null : $"m-a{tint + 1}"]).Where(c => c is not null)));
        output.Attributes.SetAttribute("aria-hidden", "true");
        output.Content.SetContent(Initials(Of));
    }
}
