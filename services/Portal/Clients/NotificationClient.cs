using Mentorship.Portal.Accounts;
using Mentorship.ServiceDefaults.PersonalData;

namespace Mentorship.Portal.Clients;

/// <summary>Notification over HTTP: the inbox as the signed-in person, codes and the development mail as the Portal itself.</summary>
internal sealed class NotificationClient(Calls calls)
{
    const string Service = "notification";

    public async Task<Inbox> Inbox(CancellationToken ct) => await calls.Get<Inbox>(Service, "me/inbox", ct) ?? new Inbox(0, []);

    public Task<Answer<Nothing>> Read(Guid item, CancellationToken ct) => calls.Send<Nothing>(Service, HttpMethod.Post, $"me/inbox/{item}/read", null, ct);

    public Task<Answer<Nothing>> ReadAll(CancellationToken ct) => calls.Send<Nothing>(Service, HttpMethod.Post, "me/inbox/read-all", null, ct);

    public async Task<Delivery[]> Deliveries(Guid cohort, Guid? person, CancellationToken ct) =>
        await calls.Get<Delivery[]>(Service, $"cohorts/{cohort}/deliveries{(person is { } p ? $"?person={p}" : "")}", ct) ?? [];

    public Task<PersonalCopy?> Copy(CancellationToken ct) => calls.Get<PersonalCopy>(Service, "me/export", ct);

    public Task<Answer<Nothing>> SendCode(Guid personId, Code code, CancellationToken ct) =>
        calls.SendAsPortal<Nothing>(Service, "codes", new { personId, code = code.Digits, code.ExpiresAt, code.Email, code.For }, ct);


    /// <summary>To an address that was typed on a public page, whoever has it.</summary>
    public Task<Answer<Nothing>> MailAddressCheck(CodeToMail code, CancellationToken ct) => calls.SendAsPortal<Nothing>(Service, "address-checks", code, ct);

    public Task<Answer<Nothing>> MailNomination(NominationToMail nomination, CancellationToken ct) => calls.SendAsPortal<Nothing>(Service, "nominations", nomination, ct);

    public Task<SentMail[]?> DevelopmentMail(CancellationToken ct) => calls.GetAsPortal<SentMail[]>(Service, "development/mail", ct);

    public Task<SentMailText?> DevelopmentMail(string file, CancellationToken ct) =>
        calls.GetAsPortal<SentMailText>(Service, $"development/mail/{Uri.EscapeDataString(file)}", ct);
}
