namespace Mentorship.Portal.Clients;

/// <summary>Profile over HTTP, as far as minors are concerned: their guardians, their mentors' clearances, and whom a programme names for their safety.</summary>
internal sealed class GuardianClient(Calls calls)
{
    const string Service = "profile";

    /// <summary>What a guardian reads and says; nobody is signed in.</summary>
    public Task<Asking?> Asking(Guid asking, CancellationToken ct) => calls.GetAsPortal<Asking>(Service, $"askings/{asking}", ct);

    public Task<Answer<Nothing>> Answer(Guid asking, string? answer, string? signature, CancellationToken ct) =>
        calls.SendAsPortal<Nothing>(Service, $"askings/{asking}/answer", new { answer, signature }, ct);

    public async Task<OwnGuardian[]> Own(CancellationToken ct) => await calls.Get<OwnGuardian[]>(Service, "me/guardians", ct) ?? [];

    public Task<Answer<Nothing>> Ask(Guid programme, GuardianNamed guardian, CancellationToken ct) =>
        calls.Send<Nothing>(Service, HttpMethod.Put, $"me/guardians/{programme}", guardian, ct);

    public Task<GuardianOf?> Of(Guid cohort, Guid student, CancellationToken ct) => calls.Get<GuardianOf>(Service, $"cohorts/{cohort}/students/{student}/guardian", ct);

    public Task<Answer<Nothing>> Record(Guid cohort, Guid student, GuardianNamed guardian, CancellationToken ct) =>
        calls.Send<Nothing>(Service, HttpMethod.Put, $"cohorts/{cohort}/students/{student}/guardian", guardian, ct);

    public Task<Answer<Nothing>> Confirm(Guid cohort, Guid student, string? way, CancellationToken ct) =>
        calls.Send<Nothing>(Service, HttpMethod.Post, $"cohorts/{cohort}/students/{student}/guardian/confirmation", new { way }, ct);

    public Task<Answer<Nothing>> Withdraw(Guid cohort, Guid student, CancellationToken ct) =>
        calls.Send<Nothing>(Service, HttpMethod.Delete, $"cohorts/{cohort}/students/{student}/guardian", null, ct);

    public Task<ClearanceOf?> Clearance(Guid cohort, Guid mentor, CancellationToken ct) => calls.Get<ClearanceOf>(Service, $"cohorts/{cohort}/mentors/{mentor}/clearance", ct);

    public Task<Answer<Nothing>> Clear(Guid cohort, Guid mentor, DateOnly? clearedOn, DateOnly? expiresOn, string? note, CancellationToken ct) =>
        calls.Send<Nothing>(Service, HttpMethod.Put, $"cohorts/{cohort}/mentors/{mentor}/clearance", new { clearedOn, expiresOn, note }, ct);

    public Task<Answer<Nothing>> StrikeClearance(Guid cohort, Guid mentor, CancellationToken ct) =>
        calls.Send<Nothing>(Service, HttpMethod.Delete, $"cohorts/{cohort}/mentors/{mentor}/clearance", null, ct);

    public Task<SafeguardingAdult?> SafeguardingAdult(Guid programme, CancellationToken ct) => calls.Get<SafeguardingAdult>(Service, $"programmes/{programme}/safeguarding-adult", ct);

    public Task<Answer<Nothing>> NameSafeguardingAdult(Guid programme, string? name, string? email, int version, CancellationToken ct) =>
        calls.Send<Nothing>(Service, HttpMethod.Put, $"programmes/{programme}/safeguarding-adult", new { name, email, version }, ct);
}
