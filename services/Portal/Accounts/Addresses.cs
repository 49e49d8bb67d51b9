using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using System.Text;
using Mentorship.ServiceDefaults.Sealing;

namespace Mentorship.Portal.Accounts;

/// <summary>Addresses as the Portal keeps them: a keyed hash of the trimmed, lower-cased address.</summary>
internal sealed class Addresses(Keys keys)
{
    const int Longest = 254;

    /// <summary>What is wrong with a typed address, if anything.</summary>
    public static string? Wrong(string? typed) => typed switch
    {
        null or "" => "Write your e-mail address, for example name@example.edu.",
        { Length: > Longest } => TooLittle,
        _ => new EmailAddressAttribute().IsValid(typed) ? null : TooLittle,
    };

    const string TooLittle = "That is not a whole address. It needs an @ and what comes after it.";

    public string Hash(string address) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(keys.Get("portal-addresses"), Encoding.UTF8.GetBytes(address.Trim().ToLowerInvariant())));
}
