using System.Net.Http.Json;
using Mentorship.Notification.Mails;
using Mentorship.ServiceDefaults;

namespace Mentorship.Notification.Deliveries;

/// <summary>Links for mails are the Portal's: it makes them, keeps only their hash, and decides what they open.</summary>
internal sealed class Links(ServiceCalls calls)
{
    /// <exception cref="HttpRequestException">The Portal does not answer.</exception>
    public async Task<string> MakeAsync(Guid person, LinkTo link, CancellationToken ct)
    {
        using var portal = calls.To("portal", "notification");
        using var answer = await portal.PostAsJsonAsync("links",
            new { personId = person, act = link.Act, subjectId = link.Subject, expiresAt = link.ExpiresAt }, Json.Options, ct);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<Made>(Json.Options, ct))!.Url;
    }

    sealed record Made(string Url);
}
