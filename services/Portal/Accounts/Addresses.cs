using System.Security.Cryptography;
using System.Text;
using Mentorship.ServiceDefaults.Sealing;

namespace Mentorship.Portal.Accounts;

/// <summary>Addresses as the Portal keeps them: a keyed hash of the trimmed, lower-cased address.</summary>
internal sealed class Addresses(Keys keys)
{
    public string Hash(string address) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(keys.Get("portal-addresses"), Encoding.UTF8.GetBytes(address.Trim().ToLowerInvariant())));
}
