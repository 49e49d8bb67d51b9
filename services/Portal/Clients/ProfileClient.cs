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

    public async Task<Coordinator[]> Coordinators(Guid programme, CancellationToken ct) =>
        await calls.Get<Coordinator[]>(Service, $"programmes/{programme}/coordinators", ct) ?? [];

    public async Task<Reviewer[]> Reviewers(CancellationToken ct) => await calls.Get<Reviewer[]>(Service, "reviewers", ct) ?? [];

    public Task<Answer<Made>> AddReviewer(string email, string name, CancellationToken ct) => calls.Send<Made>(Service, HttpMethod.Post, "reviewers", new { email, name }, ct);

    public Task<Answer<Nothing>> RemoveReviewer(Guid reviewer, CancellationToken ct) => calls.Send<Nothing>(Service, HttpMethod.Delete, $"reviewers/{reviewer}", null, ct);

    /// <summary>Null for a year that has no figures, and for whoever reviews none.</summary>
    public Task<OutcomeYear?> Outcomes(int? year, CancellationToken ct) => calls.Get<OutcomeYear>(Service, $"outcomes{(year is { } y ? $"?year={y}" : "")}", ct);

    public Task<CohortOutcomes?> CohortOutcomes(Guid cohort, CancellationToken ct) => calls.Get<CohortOutcomes>(Service, $"cohorts/{cohort}/outcomes", ct);

    /// <summary>Voids what a coordinator signs in with besides mailed codes.</summary>
    public Task<Answer<Nothing>> ResetSignIn(Guid programme, Guid coordinator, string? way, CancellationToken ct) =>
        calls.Send<Nothing>(Service, HttpMethod.Post, $"programmes/{programme}/coordinators/{coordinator}/reset", new { @checked = way }, ct);

    public Task<Answer<Nothing>> RecoverCoordinator(Guid programme, Guid coordinator, string? email, string? way, CancellationToken ct) =>
        calls.Send<Nothing>(Service, HttpMethod.Put, $"programmes/{programme}/coordinators/{coordinator}/recovery", new { email, @checked = way }, ct);

    public Task<Answer<Nothing>> StopRecoveryOfCoordinator(Guid programme, Guid coordinator, CancellationToken ct) =>
        calls.Send<Nothing>(Service, HttpMethod.Delete, $"programmes/{programme}/coordinators/{coordinator}/recovery", null, ct);

    public Task<Recovery?> RecoveryOf(Guid cohort, Guid person, CancellationToken ct) =>
        calls.Get<Recovery>(Service, $"cohorts/{cohort}/people/{person}/recovery", ct);

    public Task<Answer<Nothing>> Recover(Guid cohort, Guid person, string? email, string? way, CancellationToken ct) =>
        calls.Send<Nothing>(Service, HttpMethod.Put, $"cohorts/{cohort}/people/{person}/recovery", new { email, @checked = way }, ct);

    public Task<Answer<Nothing>> StopRecovery(Guid cohort, Guid person, CancellationToken ct) =>
        calls.Send<Nothing>(Service, HttpMethod.Delete, $"cohorts/{cohort}/people/{person}/recovery", null, ct);

    public Task<Recovery?> MyRecovery(CancellationToken ct) => calls.Get<Recovery>(Service, "me/recovery", ct);

    public Task<Answer<Nothing>> StopMyRecovery(CancellationToken ct) => calls.Send<Nothing>(Service, HttpMethod.Delete, "me/recovery", null, ct);

    /// <summary>After the person typed the code that was mailed to the address the office let open their account.</summary>
    public Task<Answer<Nothing>> TakeRecovery(Guid person, string email, CancellationToken ct) =>
        calls.SendAsPortal<Nothing>(Service, HttpMethod.Post, $"people/{person}/recovery/taken", new { email }, ct);

    public Task<Answer<CohortDetail>> AddCohort(Guid programme, string name, string kind, string timeZone, DateOnly? endsOn, CancellationToken ct) =>
        calls.Send<CohortDetail>(Service, HttpMethod.Post, $"programmes/{programme}/cohorts", new { name, kind, timeZone, endsOn }, ct);

    public Task<ProgrammeDetail?> Programme(Guid programme, CancellationToken ct) => calls.Get<ProgrammeDetail>(Service, $"programmes/{programme}", ct);

    public Task<Answer<ProgrammeDetail>> ChangeProgramme(Guid programme, ProgrammeChange change, CancellationToken ct) =>
        calls.Send<ProgrammeDetail>(Service, HttpMethod.Put, $"programmes/{programme}", change, ct);

    public Task<Answer<SourceCount>> MakeTag(Guid programme, string? name, CancellationToken ct) =>
        calls.Send<SourceCount>(Service, HttpMethod.Post, $"programmes/{programme}/tags", new { name }, ct);

    public Task<SourceCount[]?> Sources(Guid programme, Guid? cohort, CancellationToken ct) =>
        calls.Get<SourceCount[]>(Service, $"programmes/{programme}/sources{(cohort is { } c ? $"?cohort={c}" : "")}", ct);

    public Task<Applying?> Applying(Guid cohort, CancellationToken ct) => calls.Get<Applying>(Service, $"cohorts/{cohort}/applying", ct);

    public Task<Answer<Applying>> ChangeApplying(Guid cohort, ApplyingChange change, CancellationToken ct) =>
        calls.Send<Applying>(Service, HttpMethod.Put, $"cohorts/{cohort}/applying", change, ct);

    public Task<ApplicationsPage?> Applications(Guid cohort, string? state, string? sort, int page, int size, CancellationToken ct)
    {
        var query = new QueryBuilder { { "page", $"{page}" }, { "size", $"{size}" } };
        if (!string.IsNullOrWhiteSpace(state)) query.Add("state", state);
        if (!string.IsNullOrWhiteSpace(sort)) query.Add("sort", sort);
        return calls.Get<ApplicationsPage>(Service, $"cohorts/{cohort}/applications{query}", ct);
    }

    public Task<CohortReaders?> Readers(Guid cohort, CancellationToken ct) => calls.Get<CohortReaders>(Service, $"cohorts/{cohort}/readers", ct);

    public Task<Answer<Made>> NameReader(Guid programme, string? email, string? name, CancellationToken ct) =>
        calls.Send<Made>(Service, HttpMethod.Post, $"programmes/{programme}/readers", new { email, name }, ct);

    public Task<Answer<Nothing>> RemoveReader(Guid programme, Guid reader, CancellationToken ct) =>
        calls.Send<Nothing>(Service, HttpMethod.Delete, $"programmes/{programme}/readers/{reader}", null, ct);

    public Task<Answer<SharedOut>> ShareOut(Guid cohort, CancellationToken ct) => calls.Send<SharedOut>(Service, HttpMethod.Post, $"cohorts/{cohort}/readings", null, ct);

    public Task<Answer<Nothing>> AskThirdReader(Guid application, CancellationToken ct) =>
        calls.Send<Nothing>(Service, HttpMethod.Post, $"applications/{application}/readings", null, ct);

    public async Task<ToRead[]> ToRead(CancellationToken ct) => await calls.Get<ToRead[]>(Service, "me/readings", ct) ?? [];

    public Task<BlindApplication?> BlindApplication(Guid application, CancellationToken ct) => calls.Get<BlindApplication>(Service, $"me/readings/{application}", ct);

    public Task<Answer<Nothing>> GiveReading(Guid application, ReadingForm form, CancellationToken ct) =>
        calls.Send<Nothing>(Service, HttpMethod.Put, $"me/readings/{application}", form, ct);

    public Task<Answer<CohortDetail>> DuplicateCohort(Guid cohort, string? name, CancellationToken ct) =>
        calls.Send<CohortDetail>(Service, HttpMethod.Post, $"cohorts/{cohort}/duplicates", new { name }, ct);

    public Task<Answer<Nothing>> DecideApplication(Guid application, string? decision, string? reason, string? note, CancellationToken ct) =>
        calls.Send<Nothing>(Service, HttpMethod.Post, $"applications/{application}/decision", new { decision, reason, note }, ct);

    /// <summary>Acts on the cohort, and on its programme as a whole.</summary>
    public Task<LedgerStretch?> Ledger(Guid cohort, LedgerQuestion question, CancellationToken ct) => calls.Get<LedgerStretch>(Service, $"cohorts/{cohort}/ledger{question.Query}", ct);

    public Task<CohortDetail?> Cohort(Guid cohort, CancellationToken ct) => calls.Get<CohortDetail>(Service, $"cohorts/{cohort}", ct);

    /// <summary>The same for everybody, whoever is signed in or not.</summary>
    public async Task<Taxonomy> Taxonomy(CancellationToken ct) =>
        await calls.GetAsPortal<Taxonomy>(Service, "taxonomy", ct) ?? throw new ServiceDown(Service);

    public async Task<FoundTerm[]> FindTerms(string q, string kind, CancellationToken ct) =>
        await calls.GetAsPortal<FoundTerm[]>(Service, $"taxonomy/search{new QueryBuilder { { "q", q }, { "kind", kind } }}", ct) ?? [];

    public async Task<TermSuggestion[]> Suggestions(CancellationToken ct) => await calls.Get<TermSuggestion[]>(Service, "taxonomy/suggestions", ct) ?? [];

    public Task<Answer<Nothing>> SuggestTerm(string name, string parent, string why, CancellationToken ct) =>
        calls.Send<Nothing>(Service, HttpMethod.Post, "taxonomy/suggestions", new { name, parent, why }, ct);

    public Task<Answer<CodeName>> AcceptSuggestion(Guid suggestion, string? name, string? parent, string? sameAs, CancellationToken ct) =>
        calls.Send<CodeName>(Service, HttpMethod.Post, $"taxonomy/suggestions/{suggestion}/accept", new { name, parent, sameAs }, ct);

    public Task<Answer<Nothing>> DeclineSuggestion(Guid suggestion, string answer, CancellationToken ct) =>
        calls.Send<Nothing>(Service, HttpMethod.Post, $"taxonomy/suggestions/{suggestion}/decline", new { answer }, ct);

    public Task<Answer<Merge>> LookAtMerge(string code, string into, CancellationToken ct) =>
        calls.Send<Merge>(Service, HttpMethod.Get, $"taxonomy/merges{new QueryBuilder { { "code", code }, { "into", into } }}", null, ct);

    public Task<Answer<CodeName>> MergeTerms(string code, string into, CancellationToken ct) =>
        calls.Send<CodeName>(Service, HttpMethod.Post, "taxonomy/merges", new { code, into }, ct);

    public Task<Person?> Me(CancellationToken ct) => calls.Get<Person>(Service, "me", ct);

    public Task<Answer<Nothing>> ChangeStudent(StudentChange change, CancellationToken ct) =>
        calls.Send<Nothing>(Service, HttpMethod.Put, "me/student", change, ct);

    public Task<Answer<Nothing>> ChangeMentor(MentorChange change, CancellationToken ct) =>
        calls.Send<Nothing>(Service, HttpMethod.Put, "me/mentor", change, ct);

    public async Task<Assistant[]> Assistants(CancellationToken ct) => await calls.Get<Assistant[]>(Service, "me/delegates", ct) ?? [];

    public Task<Answer<Nothing>> NameAssistant(string? email, string? name, CancellationToken ct) =>
        calls.Send<Nothing>(Service, HttpMethod.Post, "me/delegates", new { email, name }, ct);

    public Task<Answer<Nothing>> EndAssistant(Guid assistant, CancellationToken ct) => calls.Send<Nothing>(Service, HttpMethod.Delete, $"me/delegates/{assistant}", null, ct);

    public async Task<AnsweredFor[]> MentorsAnsweredFor(CancellationToken ct) => await calls.Get<AnsweredFor[]>(Service, "me/mentors-answered-for", ct) ?? [];

    /// <summary>A mentor as who answers for them sees them: without an address.</summary>
    public async Task<Person?> PageFor(Guid mentor, CancellationToken ct) =>
        await calls.Get<PageFor>(Service, $"mentors/{mentor}/page", ct) is { } page ? new(page.Id, page.Name, "", null, page.Version, null, page.Mentor) : null;

    public Task<Answer<Nothing>> ChangePageFor(Guid mentor, MentorChange change, CancellationToken ct) =>
        calls.Send<Nothing>(Service, HttpMethod.Put, $"mentors/{mentor}/page", change, ct);

    public async Task<NamedMentor[]> FindMentors(string q, CancellationToken ct) =>
        await calls.Get<NamedMentor[]>(Service, $"me/mentors{new QueryBuilder { { "q", q } }}", ct) ?? [];

    public async Task<NamedMentor[]> Avoided(CancellationToken ct) => await calls.Get<NamedMentor[]>(Service, "me/avoided", ct) ?? [];

    public Task<Answer<Nothing>> Avoid(Guid mentor, CancellationToken ct) => calls.Send<Nothing>(Service, HttpMethod.Put, $"me/avoided/{mentor}", null, ct);

    public Task<Answer<Nothing>> StopAvoiding(Guid mentor, CancellationToken ct) => calls.Send<Nothing>(Service, HttpMethod.Delete, $"me/avoided/{mentor}", null, ct);

    public async Task<DeclaredConflict[]> Conflicts(CancellationToken ct) => await calls.Get<DeclaredConflict[]>(Service, "me/conflicts", ct) ?? [];

    public Task<Answer<Nothing>> DeclareConflict(string? kind, string? words, CancellationToken ct) =>
        calls.Send<Nothing>(Service, HttpMethod.Post, "me/conflicts", new { kind, words }, ct);

    public Task<Answer<Nothing>> WithdrawConflict(Guid id, CancellationToken ct) => calls.Send<Nothing>(Service, HttpMethod.Delete, $"me/conflicts/{id}", null, ct);

    public async Task<Narrative> MyNarrative(CancellationToken ct) => await calls.Get<Narrative>(Service, "me/narrative", ct) ?? new("", "", 0);

    public Task<Answer<Narrative>> Tell(string? experiences, string? challenges, int version, CancellationToken ct) =>
        calls.Send<Narrative>(Service, HttpMethod.Put, "me/narrative", new { experiences, challenges, version }, ct);

    public async Task<Narrative> NarrativeOf(Guid cohort, Guid student, CancellationToken ct) =>
        await calls.Get<Narrative>(Service, $"cohorts/{cohort}/students/{student}/narrative", ct) ?? new("", "", 0);

    /// <summary>After the person typed the code that was mailed to it.</summary>
    public Task<Answer<Nothing>> UseSecondAddress(Guid person, string email, CancellationToken ct) =>
        calls.SendAsPortal<Nothing>(Service, HttpMethod.Put, $"people/{person}/second-address", new { email }, ct);

    public Task<Answer<Nothing>> DropSecondAddress(CancellationToken ct) => calls.Send<Nothing>(Service, HttpMethod.Delete, "me/second-address", null, ct);

    public Task<Answer<Nothing>> SwapAddresses(string first, CancellationToken ct) => calls.Send<Nothing>(Service, HttpMethod.Post, "me/addresses/swap", new { first }, ct);

    public Task<Background?> Background(CancellationToken ct) => calls.Get<Background>(Service, "me/facets", ct);

    public Task<Answer<Nothing>> AnswerFacet(string code, FacetChange change, CancellationToken ct) =>
        calls.Send<Nothing>(Service, HttpMethod.Put, $"me/facets/{code}", change, ct);

    public Task<Answer<Nothing>> TakeBackFacet(string code, CancellationToken ct) =>
        calls.Send<Nothing>(Service, HttpMethod.Delete, $"me/facets/{code}", null, ct);

    public Task<UseProfile?> UseProfile(CancellationToken ct) => calls.Get<UseProfile>(Service, "use-profile", ct);

    public Task<Answer<UseProfile>> SetUseProfile(UseProfileChange change, CancellationToken ct) =>
        calls.Send<UseProfile>(Service, HttpMethod.Put, "use-profile", change, ct);

    public Task<PeoplePage?> People(Guid cohort, string? role, string? q, int page, int size, CancellationToken ct)
    {
        var query = new QueryBuilder { { "page", $"{page}" }, { "size", $"{size}" } };
        if (!string.IsNullOrWhiteSpace(role)) query.Add("role", role);
        if (!string.IsNullOrWhiteSpace(q)) query.Add("q", q);
        return calls.Get<PeoplePage>(Service, $"cohorts/{cohort}/people{query}", ct);
    }

    /// <summary>Over every cohort of the reader's programmes.</summary>
    public Task<Answer<FoundPeople>> FindPeople(PeopleQuestion asked, int page, int size, CancellationToken ct)
    {
        var query = new QueryBuilder { { "page", $"{page}" }, { "size", $"{size}" } };
        foreach (var (name, value) in asked.Parts) query.Add(name, value);
        return calls.Send<FoundPeople>(Service, HttpMethod.Get, $"people{query}", null, ct);
    }

    public Task<Person?> PersonIn(Guid cohort, Guid person, CancellationToken ct) => calls.Get<Person>(Service, $"cohorts/{cohort}/people/{person}", ct);

    public Task<Answer<Nothing>> SetVisit(Guid cohort, Guid person, DateOnly? firstDay, DateOnly? lastDay, CancellationToken ct) =>
        calls.Send<Nothing>(Service, HttpMethod.Put, $"cohorts/{cohort}/people/{person}/visit", new { firstDay, lastDay }, ct);

    public async Task<PathwayStep[]> MyPathway(CancellationToken ct) => await calls.Get<PathwayStep[]>(Service, "me/pathway", ct) ?? [];

    public async Task<PathwayStep[]> Pathway(Guid cohort, Guid person, CancellationToken ct) =>
        await calls.Get<PathwayStep[]>(Service, $"cohorts/{cohort}/people/{person}/pathway", ct) ?? [];

    public Task<Answer<Made>> AddPerson(Guid cohort, NewPerson person, CancellationToken ct) =>
        calls.Send<Made>(Service, HttpMethod.Post, $"cohorts/{cohort}/people", person, ct);

    public Task<Answer<ImportView>> Import(Guid cohort, string kind, string fileName, Stream csv, CancellationToken ct) =>
        calls.SendCsv<ImportView>(Service, $"cohorts/{cohort}/imports{new QueryBuilder { { "kind", kind }, { "name", fileName } }}", csv, ct);

    public Task<ImportView?> ImportOf(Guid import, CancellationToken ct) => calls.Get<ImportView>(Service, $"imports/{import}", ct);

    public Task<Answer<ImportView>> ApplyImport(Guid import, CancellationToken ct) =>
        calls.Send<ImportView>(Service, HttpMethod.Post, $"imports/{import}/apply", null, ct);

    public Task<Answer<ImportView>> CancelImport(Guid import, CancellationToken ct) =>
        calls.Send<ImportView>(Service, HttpMethod.Post, $"imports/{import}/cancel", null, ct);

    public Task<ImportColumns?> ColumnsOf(Guid import, CancellationToken ct) => calls.Get<ImportColumns>(Service, $"imports/{import}/columns", ct);

    public Task<Answer<ImportView>> NameColumns(Guid import, string[] columns, CancellationToken ct) =>
        calls.Send<ImportView>(Service, HttpMethod.Put, $"imports/{import}/columns", new { columns }, ct);

    /// <summary>The students or mentors of a cohort as a file; Profile writes down who took it.</summary>
    public Task<string?> ExportPeople(Guid cohort, string role, CancellationToken ct) => calls.PostForText(Service, $"cohorts/{cohort}/exports?role={role}", ct);

    public Task<string?> ExportOf(Guid cohort, string what, CancellationToken ct) => calls.PostForText(Service, $"cohorts/{cohort}/exports/{what}", ct);

    public Task<string?> RejectedCsv(Guid import, CancellationToken ct) => calls.GetText(Service, $"imports/{import}/rejected.csv", ct);

    public Task<Answer<InvitedCount>> Invite(Guid cohort, CancellationToken ct) =>
        calls.Send<InvitedCount>(Service, HttpMethod.Post, $"cohorts/{cohort}/invitations", null, ct);

    public Task<Answer<PersonalCopy>> Copy(CancellationToken ct) => calls.Send<PersonalCopy>(Service, HttpMethod.Get, "me/export", null, ct);

    public Task<Erasure?> Erasure(CancellationToken ct) => calls.Get<Erasure>(Service, "me/erasure", ct);

    public Task<Answer<Erasure>> AskErasure(CancellationToken ct) => calls.Send<Erasure>(Service, HttpMethod.Post, "me/erasure", null, ct);

    public Task<Answer<Nothing>> TakeBackErasure(CancellationToken ct) => calls.Send<Nothing>(Service, HttpMethod.Delete, "me/erasure", null, ct);

    public Task<Answer<Nothing>> EraseNow(CancellationToken ct) => calls.Send<Nothing>(Service, HttpMethod.Post, "me/erasure/now", null, ct);

    public Task<OwnFarewell?> Farewell(CancellationToken ct) => calls.Get<OwnFarewell>(Service, "me/farewell", ct);

    public Task<Answer<Nothing>> KeepMyData(CancellationToken ct) => calls.Send<Nothing>(Service, HttpMethod.Post, "me/farewell/keep", null, ct);

    public Task<Retention?> Retention(Guid programme, CancellationToken ct) => calls.Get<Retention>(Service, $"programmes/{programme}/retention", ct);

    public Task<Answer<Nothing>> SetRetention(Guid programme, int? months, int version, CancellationToken ct) =>
        calls.Send<Nothing>(Service, HttpMethod.Put, $"programmes/{programme}/retention", new { months, version }, ct);

    public Task<Answer<Nothing>> SetEnd(Guid cohort, DateOnly? endsOn, int version, CancellationToken ct) =>
        calls.Send<Nothing>(Service, HttpMethod.Put, $"cohorts/{cohort}/end", new { endsOn, version }, ct);

    public async Task<OwnCorrections> OwnCorrections(CancellationToken ct) => await calls.Get<OwnCorrections>(Service, "me/corrections", ct) ?? new([], []);

    public Task<Answer<Nothing>> AskCorrection(Guid? programmeId, string? about, string? text, CancellationToken ct) =>
        calls.Send<Nothing>(Service, HttpMethod.Post, "me/corrections", new { programmeId, about, text }, ct);

    public Task<Answer<Nothing>> TakeBackCorrection(Guid id, CancellationToken ct) => calls.Send<Nothing>(Service, HttpMethod.Delete, $"me/corrections/{id}", null, ct);

    public async Task<OpenCorrections> Corrections(CancellationToken ct) => await calls.Get<OpenCorrections>(Service, "corrections", ct) ?? new(0, []);

    public Task<Answer<Nothing>> DecideCorrection(Guid id, string? decision, string? reason, int version, CancellationToken ct) =>
        calls.Send<Nothing>(Service, HttpMethod.Post, $"corrections/{id}/decision", new { decision, reason, version }, ct);

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

    /// <summary>What anybody may know, where nobody is signed in; and what strangers send.</summary>
    public async Task<PublicProgramme[]> PublicProgrammes(CancellationToken ct) => await calls.GetAsPortal<PublicProgramme[]>(Service, "public/programmes", ct) ?? [];

    public Task<PublicProgramme?> PublicProgramme(string slug, CancellationToken ct) =>
        calls.GetAsPortal<PublicProgramme>(Service, $"public/programmes/{Uri.EscapeDataString(slug)}", ct);

    public Task<Answer<CodeToMail>> Apply(string slug, ApplicationSent sent, CancellationToken ct) =>
        calls.SendAsPortal<CodeToMail>(Service, $"public/programmes/{Uri.EscapeDataString(slug)}/applications", sent, ct);

    public Task<Answer<CodeToMail>> Nominate(string slug, NominationSent sent, CancellationToken ct) =>
        calls.SendAsPortal<CodeToMail>(Service, $"public/programmes/{Uri.EscapeDataString(slug)}/nominations", sent, ct);

    public Task<Answer<CodeToMail>> CodeAgain(string what, Guid id, CancellationToken ct) => calls.SendAsPortal<CodeToMail>(Service, $"{what}/{id}/code", new { }, ct);

    public Task<Answer<ApplicationConfirmed>> ConfirmApplication(Guid id, string code, CancellationToken ct) =>
        calls.SendAsPortal<ApplicationConfirmed>(Service, $"applications/{id}/confirmation", new { code }, ct);

    public Task<Answer<NominationConfirmed>> ConfirmNomination(Guid id, string code, CancellationToken ct) =>
        calls.SendAsPortal<NominationConfirmed>(Service, $"nominations/{id}/confirmation", new { code }, ct);

    public Task<NominationSeen?> Nomination(Guid id, CancellationToken ct) => calls.GetAsPortal<NominationSeen>(Service, $"nominations/{id}", ct);

    public Task<Answer<Nothing>> DeclineNomination(Guid id, CancellationToken ct) => calls.SendAsPortal<Nothing>(Service, $"nominations/{id}/no", new { }, ct);

    /// <summary>What a cohort is called, also where nobody is signed in.</summary>
    public Task<CohortSummary?> Summary(Guid cohort, CancellationToken ct) => calls.GetAsPortal<CohortSummary>(Service, $"cohorts/{cohort}/summary", ct);

    public async Task<Card[]> Cards(IReadOnlyCollection<Guid> ids, CancellationToken ct) =>
        await calls.AskAsPortal<Card[]>(Service, "cards", new { ids }, ct);

    /// <summary>What somebody lets their matched partner see. Whoever calls this has made sure that the reader is that partner.</summary>
    public async Task<SharedFacet[]> SharedBy(Guid partner, CancellationToken ct) =>
        (await calls.AskAsPortal<Shared[]>(Service, "views/shared", new { ids = new[] { partner } }, ct)).FirstOrDefault()?.Facets ?? [];

    public async Task<Contact[]> Contacts(IReadOnlyCollection<Guid> ids, CancellationToken ct) =>
        await calls.AskAsPortal<Contact[]>(Service, "views/contacts", new { ids }, ct);
}
