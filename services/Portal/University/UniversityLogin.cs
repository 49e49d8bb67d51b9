using System.Security.Claims;

namespace Mentorship.Portal.University;

/// <summary>Somebody as the provider knows them: its address and its own name for them, which no change of address touches.</summary>
internal sealed record UniversityIdentity(string Issuer, string Subject)
{
    const string IssuerClaim = "iss", SubjectClaim = "sub";

    public static UniversityIdentity? Of(ClaimsPrincipal? principal) =>
        principal?.FindFirstValue(IssuerClaim) is { } issuer && principal.FindFirstValue(SubjectClaim) is { } subject ? new(issuer, subject) : null;

    public Claim[] Claims => [new(IssuerClaim, Issuer), new(SubjectClaim, Subject)];
}

/// <summary>A university's sign-in that opens an account here. Of its name for the person a keyed hash is enough to find them again.</summary>
internal sealed class UniversityLogin
{
    UniversityLogin() { }

    public UniversityLogin(string issuer, string subjectHash, Guid account, DateTimeOffset now)
    {
        Issuer = issuer;
        SubjectHash = subjectHash;
        AccountId = account;
        LinkedAt = now;
    }

    public string Issuer { get; private set; } = "";

    public string SubjectHash { get; private set; } = "";

    public Guid AccountId { get; private set; }

    public DateTimeOffset LinkedAt { get; private set; }
}
