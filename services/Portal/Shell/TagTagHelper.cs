using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Mentorship.Portal.Shell;

/// <summary><c>&lt;tag state="offered" /&gt;</c>: the state of a person or pair as icon and word, the same everywhere; or <c>&lt;tag tone="warn" icon="clock"&gt;Late&lt;/tag&gt;</c>.</summary>
[HtmlTargetElement("tag")]
public sealed class TagTagHelper : TagHelper
{
    public string? State { get; set; }

    public string? Tone { get; set; }

    public string? Icon { get; set; }

    /// <summary>Icon, word and tone of a state as the services name it.</summary>
    public static (string Icon, string Word, string? Tone) Of(string state) => state switch
    {
        "proposed" => ("pin", "Proposed", "brand"),
        "inDraft" => ("sparkles", "In draft", "brand"),
        "offered" => ("mail", "Offered", null),
        "active" => ("heart-handshake", "Active", "good"),
        "declined" => ("x", "Declined", null),
        "expired" => ("hourglass", "Expired", null),
        "withdrawn" => ("arrow-back-up", "Withdrawn", null),
        "superseded" => ("replace", "Superseded", null),
        "ended" => ("flag", "Ended", null),
        "unmatched" => ("alert-triangle", "Unmatched", "warn"),
        "waiting" => ("hourglass", "Waiting", null),
        "requested" => ("send", "Requested", "brand"),
        "yes" => ("circle-check", "Yes", "good"),
        "no" => ("x", "No", null),
        "silent" => ("hourglass-empty", "Did not come", null),
        "needless" => ("minus", "Not needed", null),
        "missing" => ("certificate", "To do", "warn"),
        "soon" => ("clock-exclamation", "Runs out soon", "warn"),
        "queued" => ("hourglass-empty", "Queued", null),
        "running" => ("refresh", "Running", "brand"),
        "done" => ("circle-check", "Done", "good"),
        "cancelled" => ("player-stop", "Cancelled", null),
        "failed" => ("alert-circle", "Failed", "bad"),
        "in" => ("user-check", "Takes part", "good"),
        "applied" => ("inbox", "Applied", "brand"),
        "admitted" => ("circle-check", "Admitted", "good"),
        "waitlisted" => ("hourglass", "Waiting list", "warn"),
        "refused" => ("x", "Not admitted", null),
        "checked" => ("eye", "Checked", "brand"),
        _ => ("info-circle", state, null),
    };

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var (icon, word, tone) = State is null ? (Icon, null, Tone) : Of(State);
        tone = Tone ?? tone;
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", tone is null ? "m-tag" : $"m-tag m-tag-{tone}");
        var own = await output.GetChildContentAsync();
        if ((Icon ?? icon) is { } name) output.Content.AppendHtml(Drawing(name));
        if (own.IsEmptyOrWhiteSpace) output.Content.Append(word ?? "");
        else output.Content.AppendHtml(own);
    }

    static TagHelperOutput Drawing(string name)
    {
        var svg = new TagHelperOutput("svg", [], (_, _) => Task.FromResult<TagHelperContent>(new DefaultTagHelperContent()));
        new IconTagHelper { Name = name }.Process(new TagHelperContext([], new Dictionary<object, object>(), ""), svg);
        return svg;
    }
}
