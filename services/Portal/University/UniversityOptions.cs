using System.ComponentModel.DataAnnotations;

namespace Mentorship.Portal.University;

/// <summary>Section <c>University</c>: one OpenID Connect provider whose sign-in counts here. Without an issuer there is none.</summary>
internal sealed record UniversityOptions : IValidatableObject
{
    /// <summary>Letter for letter as the provider writes it in its own document.</summary>
    public string? Issuer { get; init; }

    /// <summary>What the button says, for example "Northmoor sign-in".</summary>
    [Required]
    public string Name { get; init; } = "University sign-in";

    public string ClientId { get; init; } = "";

    public string ClientSecret { get; init; } = "";

    /// <summary>A file with the secret, instead of the secret itself.</summary>
    public string? ClientSecretFile { get; init; }

    public bool IsOn => !string.IsNullOrEmpty(Issuer);

    public string Secret => ClientSecretFile is { Length: > 0 } file ? File.ReadAllText(file).Trim() : ClientSecret;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!IsOn) yield break;
        if (!Uri.TryCreate(Issuer, UriKind.Absolute, out var issuer) || issuer.Scheme is not ("https" or "http"))
            yield return new("University:Issuer is the provider's address, for example https://login.school.example.", [nameof(Issuer)]);
        if (ClientId.Length == 0)
            yield return new("University:ClientId is the name the provider knows this site by.", [nameof(ClientId)]);
        if (ClientSecretFile is { Length: > 0 } file && !File.Exists(file))
            yield return new("University:ClientSecretFile is not there.", [nameof(ClientSecretFile)]);
        else if (ClientId.Length > 0 && Secret.Length == 0)
            yield return new("University:ClientSecret is missing; give it in the environment, or its file in University:ClientSecretFile.", [nameof(ClientSecret)]);
    }
}
