namespace Mentorship.Portal.Accounts;

/// <summary>Ten digits on paper that stand in for the authenticator's number, once. Kept as a keyed hash.</summary>
internal sealed record BackupCode(Guid AccountId, string CodeHash, DateTimeOffset MadeAt);
