using Mentorship.ServiceDefaults.PersonalData;

namespace Mentorship.Portal.PersonalData;

/// <summary>What the Portal holds about people. A new table is added here, or the test over the schema fails.</summary>
internal static class Held
{
    const string Secret = "A secret, or a check value of one: a copy must open nothing.";
    const string CheckedBy = "What we check your device’s key by; the key itself never leaves the device.";
    const string Hashed = "A check value of your address, which stands in Profile’s part.";

    public static readonly Holdings Tables = new(
    [
        new("accounts", "Your account", "id")
        {
            LeftOut = new Dictionary<string, string>
            {
                ["address_hash"] = Hashed, ["second_address_hash"] = Hashed, ["recovery_hash"] = Hashed, ["password_hash"] = Secret, ["authenticator_secret"] = Secret, ["security_stamp"] = Secret, ["concurrency_stamp"] = Secret,
            },
            Stays = "The tombstone: an id that nobody can sign in with.",
        },
        new("account_roles", "What you may do", "account_id"),
        new("sessions", "Where you are signed in", "account_id"),
        new("passkeys", "Your passkeys", "account_id")
        {
            LeftOut = new Dictionary<string, string> { ["credential_id"] = CheckedBy, ["public_key"] = CheckedBy },
        },
        new("backup_codes", "Your backup codes", "account_id")
        {
            LeftOut = new Dictionary<string, string> { ["code_hash"] = Secret },
        },
        new("university_logins", "Your university sign-in", "account_id")
        {
            LeftOut = new Dictionary<string, string> { ["subject_hash"] = Secret },
        },
        new("sign_in_attempts", "Codes you asked for", "account_id")
        {
            LeftOut = new Dictionary<string, string> { ["address_hash"] = Hashed, ["code_hash"] = Secret },
        },
        new("mail_links", "Links in mails to you", "person_id")
        {
            LeftOut = new Dictionary<string, string> { ["token_hash"] = Secret },
        },
    ])
    {
        AboutNobody = new Dictionary<string, string>
        {
            ["token_keys"] = "The services’ own keys.",
            ["data_keys"] = "Keys. Yours is destroyed when you are erased; its empty row stays.",
            ["data_keys.person_id"] = "Whose key it is.",
            ["outbox"] = "Ids, codes and times on their way to the other services, for a day at most.",
            ["inbox"] = "Which messages were worked on.",
            ["dead_letters"] = "Messages that could not be worked on: ids, codes and times.",
        },
    };
}
