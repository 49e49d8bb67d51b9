namespace Mentorship.Portal.Pages.Public;

/// <summary>Where a programme's public page is.</summary>
internal static class PublicAddress
{
    public static string Path(string slug, string rest = "") => $"/programmes/{slug}{rest}";

    /// <summary>From outside, as people type it, with the mark of a link where it has one.</summary>
    public static string Of(Tokens.Issuer issuer, string slug, string? tag) => $"{issuer.Name}{Path(slug)}{(tag is null ? "" : $"?from={tag}")}";
}
