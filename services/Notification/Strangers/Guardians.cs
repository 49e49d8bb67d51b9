using System.Net;
using System.Net.Http.Json;
using Mentorship.Notification.Contacts;
using Mentorship.ServiceDefaults;

namespace Mentorship.Notification.Strangers;

/// <summary>Guardians of minors are nobody here: Profile says who one is in the moment the mail is written, and nothing of it is kept.</summary>
internal sealed class Guardians(ServiceCalls calls)
{
    /// <summary>Null where the question has been answered, withdrawn or asked of somebody else meanwhile.</summary>
    /// <exception cref="HttpRequestException">Profile does not answer.</exception>
    public async Task<GuardianLetterFacts?> OfAsync(Guid asking, CancellationToken ct)
    {
        using var profile = calls.To("profile", "notification");
        using var answer = await profile.GetAsync($"askings/{asking}/letter", ct);
        if (answer.StatusCode == HttpStatusCode.NotFound)
            return null;
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<GuardianLetterFacts>(Json.Options, ct);
    }
}

/// <param name="Until">For how long the link opens anything.</param>
internal sealed record GuardianLetterFacts(string Name, string Email, string Language, string StudentName, string ProgrammeName, DateTimeOffset Until)
{
    public ContactCard Card => new(Name, Email, "");
}
