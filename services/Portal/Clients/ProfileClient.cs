using Mentorship.ServiceDefaults.PersonalData;
using Microsoft.AspNetCore.Http.Extensions;

namespace Mentorship.Portal.Clients;

/// <summary>Profile over HTTP, as the signed-in person; cards and contacts as the Portal itself.</summary>
internal sealed class ProfileClient(Calls calls)
{
    const string Service = "profile";

    public async Task<Programme[]> Programmes(CancellationToken ct) => await calls.Get<Programme[]>(Service, "programmes", ct) ?? [];

    public Task<Answer<Programme>> AddProgramme(string name, string? description, CancellationToken ct) =>
        calls.Send<Programme>(Service, HttpMethod.Post, "programmes", new { name, description }, ct);

    public Task<Answer<Made>> AddCoordinator(Guid programme, string email, string name, CancellationToken ct) =>
        calls.Send<Made>(Service, HttpMethod.Post, $"programmes/{programme}/coordinators", new { email, name }, ct);

    public Task<Answer<CohortDetail>> AddCohort(Guid programme, string name, string kind, string timeZone, CancellationToken ct) =>
        calls.Send<CohortDetail>(Service, HttpMethod.Post, $"programmes/{programme}/cohorts", new { name, kind, timeZone }, ct);

    public Task<CohortDetail?> Cohort(Guid cohort, CancellationToken ct) => calls.Get<CohortDetail>(Service, $"cohorts/{cohort}", ct);

    public async Task<Taxonomy> Taxonomy(CancellationToken ct) =>
        await calls.Get<Taxonomy>(Service, "taxonomy", ct) ?? throw new ServiceDown(Service);

    public Task<Person?> Me(CancellationToken ct) => calls.Get<Person>(Service, "me", ct);

    public Task<Answer<Nothing>> ChangeStudent(StudentChange change, CancellationToken ct) =>
        calls.Send<Nothing>(Service, HttpMethod.Put, "me/student", change, ct);

    public Task<Answer<Nothing>> ChangeMentor(MentorChange change, CancellationToken ct) =>
        calls.Send<Nothing>(Service, HttpMethod.Put, "me/mentor", change, ct);

    public Task<PeoplePage?> People(Guid cohort, string? role, string? q, int page, int size, CancellationToken ct)
    {
        var query = new QueryBuilder { { "page", $"{page}" }, { "size", $"{size}" } };
        if (!string.IsNullOrWhiteSpace(role)) query.Add("role", role);
        if (!string.IsNullOrWhiteSpace(q)) query.Add("q", q);
        return calls.Get<PeoplePage>(Service, $"cohorts/{cohort}/people{query}", ct);
    }

    public Task<Person?> PersonIn(Guid cohort, Guid person, CancellationToken ct) => calls.Get<Person>(Service, $"cohorts/{cohort}/people/{person}", ct);

    public Task<Answer<Made>> AddPerson(Guid cohort, NewPerson person, CancellationToken ct) =>
        calls.Send<Made>(Service, HttpMethod.Post, $"cohorts/{cohort}/people", person, ct);

    public Task<Answer<ImportView>> Import(Guid cohort, string kind, string fileName, Stream csv, CancellationToken ct) =>
        calls.SendCsv<ImportView>(Service, $"cohorts/{cohort}/imports{new QueryBuilder { { "kind", kind }, { "name", fileName } }}", csv, ct);

    public Task<ImportView?> ImportOf(Guid import, CancellationToken ct) => calls.Get<ImportView>(Service, $"imports/{import}", ct);

    public Task<Answer<ImportView>> ApplyImport(Guid import, CancellationToken ct) =>
        calls.Send<ImportView>(Service, HttpMethod.Post, $"imports/{import}/apply", null, ct);

    public Task<Answer<ImportView>> CancelImport(Guid import, CancellationToken ct) =>
        calls.Send<ImportView>(Service, HttpMethod.Post, $"imports/{import}/cancel", null, ct);

    public Task<string?> RejectedCsv(Guid import, CancellationToken ct) => calls.GetText(Service, $"imports/{import}/rejected.csv", ct);

    public Task<Answer<InvitedCount>> Invite(Guid cohort, CancellationToken ct) =>
        calls.Send<InvitedCount>(Service, HttpMethod.Post, $"cohorts/{cohort}/invitations", null, ct);

    public Task<Answer<PersonalCopy>> Copy(CancellationToken ct) => calls.Send<PersonalCopy>(Service, HttpMethod.Get, "me/export", null, ct);

    public Task<Erasure?> Erasure(CancellationToken ct) => calls.Get<Erasure>(Service, "me/erasure", ct);

    public Task<Answer<Erasure>> AskErasure(CancellationToken ct) => calls.Send<Erasure>(Service, HttpMethod.Post, "me/erasure", null, ct);

    public Task<Answer<Nothing>> TakeBackErasure(CancellationToken ct) => calls.Send<Nothing>(Service, HttpMethod.Delete, "me/erasure", null, ct);

    public Task<Answer<Nothing>> EraseNow(CancellationToken ct) => calls.Send<Nothing>(Service, HttpMethod.Post, "me/erasure/now", null, ct);

    public async Task<Erasure[]> Erasures(CancellationToken ct) => await calls.Get<Erasure[]>(Service, "erasures", ct) ?? [];

    public Task<Answer<Erasure>> RecordErasure(string email, CancellationToken ct) => calls.Send<Erasure>(Service, HttpMethod.Post, "erasures", new { email }, ct);

    public Task<Answer<Nothing>> TakeBackErasure(Guid person, CancellationToken ct) => calls.Send<Nothing>(Service, HttpMethod.Delete, $"erasures/{person}", null, ct);

    public Task<Answer<Erasure>> HoldErasure(Guid person, string? reason, DateTimeOffset? until, CancellationToken ct) =>
        calls.Send<Erasure>(Service, HttpMethod.Post, $"erasures/{person}/hold", new { reason, until }, ct);

    public Task<Answer<Erasure>> ReleaseErasure(Guid person, CancellationToken ct) => calls.Send<Erasure>(Service, HttpMethod.Delete, $"erasures/{person}/hold", null, ct);

    public Task<ProgrammeTrainings?> Trainings(Guid programme, CancellationToken ct) => calls.Get<ProgrammeTrainings>(Service, $"programmes/{programme}/trainings", ct);

    public Task<Answer<Nothing>> AddTraining(Guid programme, TrainingChange training, CancellationToken ct) =>
        calls.Send<Nothing>(Service, HttpMethod.Post, $"programmes/{programme}/trainings", training, ct);

    public Task<Answer<Nothing>> ChangeTraining(Guid id, TrainingChange training, CancellationToken ct) =>
        calls.Send<Nothing>(Service, HttpMethod.Put, $"trainings/{id}", training, ct);

    public async Task<PersonalTraining[]> OwnTrainings(CancellationToken ct) => await calls.Get<PersonalTraining[]>(Service, "me/trainings", ct) ?? [];

    public Task<Answer<Nothing>> StateTraining(Guid id, DateOnly? completedOn, string? proof, CancellationToken ct) =>
        calls.Send<Nothing>(Service, HttpMethod.Put, $"me/trainings/{id}", new { completedOn, proof }, ct);

    public Task<Answer<Nothing>> WithdrawTraining(Guid id, CancellationToken ct) => calls.Send<Nothing>(Service, HttpMethod.Delete, $"me/trainings/{id}", null, ct);

    public async Task<PersonalTraining[]> TrainingsOf(Guid cohort, Guid mentor, CancellationToken ct) =>
        await calls.Get<PersonalTraining[]>(Service, $"cohorts/{cohort}/mentors/{mentor}/trainings", ct) ?? [];

    public Task<Answer<Nothing>> RecordTraining(Guid cohort, Guid mentor, Guid training, DateOnly? completedOn, string? proof, CancellationToken ct) =>
        calls.Send<Nothing>(Service, HttpMethod.Put, $"cohorts/{cohort}/mentors/{mentor}/trainings/{training}", new { completedOn, proof }, ct);

    public Task<Answer<Nothing>> StrikeTraining(Guid cohort, Guid mentor, Guid training, CancellationToken ct) =>
        calls.Send<Nothing>(Service, HttpMethod.Delete, $"cohorts/{cohort}/mentors/{mentor}/trainings/{training}", null, ct);

    /// <summary>What a cohort is called, also where nobody is signed in.</summary>
    public Task<CohortSummary?> Summary(Guid cohort, CancellationToken ct) => calls.GetAsPortal<CohortSummary>(Service, $"cohorts/{cohort}/summary", ct);

    public async Task<Card[]> Cards(IReadOnlyCollection<Guid> ids, CancellationToken ct) =>
        await calls.AskAsPortal<Card[]>(Service, "cards", new { ids }, ct);

    public async Task<Contact[]> Contacts(IReadOnlyCollection<Guid> ids, CancellationToken ct) =>
        await calls.AskAsPortal<Contact[]>(Service, "views/contacts", new { ids }, ct);
}
