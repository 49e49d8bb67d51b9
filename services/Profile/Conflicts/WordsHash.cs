using System.Security.Cryptography;
using System.Text;
using Mentorship.Profile.People;
using Mentorship.ServiceDefaults.Sealing;

namespace Mentorship.Profile.Conflicts;

/// <summary>By what a typed address or name and a person are found to be the same.</summary>
internal sealed class WordsHash(Keys keys)
{
    public string Of(string words) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(keys.Get("profile-conflicts"), Encoding.UTF8.GetBytes(KeyOf(words))));

    /// <summary>Everything by which somebody could have been typed. Their addresses must be loaded.</summary>
    public string[] Of(Person person) => [.. person.Addresses.Select(a => Of(a.Key)), Of(person.Name)];

    public static string KeyOf(string words) => PersonName.Clean(words).ToLowerInvariant();
}
