using Mentorship.ServiceDefaults.PersonalData;
using Microsoft.AspNetCore.Http.Extensions;

namespace Mentorship.Portal.Clients;

/// <summary>Matching over HTTP, as the signed-in person; answers by link as the Portal itself.</summary>
internal sealed class MatchingClient(Calls calls)
{
    const string Service = "matching";

    public Task<PersonalCopy?> Copy(CancellationToken ct) => calls.Get<PersonalCopy>(Service, "me/export", ct);

    // ---- students and mentors

    public async Task<StudentStatus[]> StudentStatus(CancellationToken ct) => await calls.Get<StudentStatus[]>(Service, "me/student", ct) ?? [];

    public async Task<MentorStatus[]> MentorStatus(CancellationToken ct) => await calls.Get<MentorStatus[]>(Service, "me/mentor", ct) ?? [];

    public Task<OpenMentors?> OpenMentors(Guid cohort, int page, int size, CancellationToken ct) =>
        calls.Get<OpenMentors>(Service, $"me/cohorts/{cohort}/mentors?page={page}&size={size}", ct);

    public Task<OpenMentors?> OpenMentors(Guid cohort, IReadOnlyCollection<Guid> ids, CancellationToken ct) =>
        calls.Get<OpenMentors>(Service, $"me/cohorts/{cohort}/mentors{Paged(1, Math.Max(1, ids.Count), ids)}", ct);

    public Task<Answer<Nothing>> SaveList(Guid cohort, IReadOnlyCollection<Guid> mentorIds, CancellationToken ct) =>
        calls.Send<Nothing>(Service, HttpMethod.Put, $"me/cohorts/{cohort}/list", new { mentorIds }, ct);

    public Task<Answer<Pair>> Ask(Guid cohort, Guid mentorId, CancellationToken ct) =>
        calls.Send<Pair>(Service, HttpMethod.Post, $"me/cohorts/{cohort}/ask", new { mentorId }, ct);

    public Task<Pair?> MyPair(Guid pair, CancellationToken ct) => calls.Get<Pair>(Service, $"me/pairs/{pair}", ct);

    public Task<Answer<Nothing>> AnswerMine(Guid pair, string answer, string? reason, CancellationToken ct) =>
        calls.Send<Nothing>(Service, HttpMethod.Post, $"me/pairs/{pair}/answer", new { answer, reason }, ct);

    public Task<Answer<Nothing>> WithdrawMine(Guid pair, CancellationToken ct) =>
        calls.Send<Nothing>(Service, HttpMethod.Post, $"me/pairs/{pair}/withdraw", new { }, ct);

    // ---- by the link of a mail, without a session

    public Task<Pair?> PairForLink(Guid pair, CancellationToken ct) => calls.GetAsPortal<Pair>(Service, $"pairs/{pair}", ct);

    public Task<Answer<Nothing>> AnswerByLink(Guid pair, Guid personId, string answer, CancellationToken ct) =>
        calls.SendAsPortal<Nothing>(Service, $"pairs/{pair}/answer-by-link", new { personId, answer }, ct);

    // ---- coordinators

    public Task<Board?> Board(Guid cohort, CancellationToken ct) => calls.Get<Board>(Service, $"cohorts/{cohort}/board", ct);

    public Task<PoolStudents?> Students(Guid cohort, WhichStudents which, int page, int size, CancellationToken ct)
    {
        var query = Paged(page, size, which.Ids);
        foreach (var (name, value) in which.Named)
            if (!string.IsNullOrWhiteSpace(value)) query.Add(name, value);
        return calls.Get<PoolStudents>(Service, $"cohorts/{cohort}/students{query}", ct);
    }

    public Task<PoolMentors?> Mentors(Guid cohort, int page, int size, IReadOnlyCollection<Guid>? ids, CancellationToken ct) =>
        calls.Get<PoolMentors>(Service, $"cohorts/{cohort}/mentors{Paged(page, size, ids)}", ct);

    public Task<MentorSuggestions?> SuggestionsForStudent(Guid cohort, Guid student, bool all, CancellationToken ct) =>
        calls.Get<MentorSuggestions>(Service, $"cohorts/{cohort}/students/{student}/suggestions?all={(all ? "true" : "false")}", ct);

    public Task<StudentSuggestions?> SuggestionsForMentor(Guid cohort, Guid mentor, CancellationToken ct) =>
        calls.Get<StudentSuggestions>(Service, $"cohorts/{cohort}/mentors/{mentor}/suggestions", ct);

    public async Task<Hidden> Hidden(Guid cohort, IReadOnlyCollection<Guid> ids, CancellationToken ct) =>
        (await calls.Send<Hidden>(Service, HttpMethod.Post, $"cohorts/{cohort}/hidden", new { ids }, ct)).Value ?? new(false, [], []);

    public Task<Answer<Nothing>> Reveal(Guid cohort, Guid person, string? reason, CancellationToken ct) =>
        calls.Send<Nothing>(Service, HttpMethod.Put, $"cohorts/{cohort}/reveals/{person}", new { reason }, ct);

    public async Task<Pin[]> Pins(Guid cohort, CancellationToken ct) => await calls.Get<Pin[]>(Service, $"cohorts/{cohort}/pins", ct) ?? [];

    public Task<Answer<Pinned>> PairByHand(Guid cohort, Guid student, NewPin pin, CancellationToken ct) =>
        calls.Send<Pinned>(Service, HttpMethod.Put, $"cohorts/{cohort}/pins/{student}", pin, ct);

    public Task<Answer<Nothing>> Unpin(Guid cohort, Guid student, CancellationToken ct) =>
        calls.Send<Nothing>(Service, HttpMethod.Delete, $"cohorts/{cohort}/pins/{student}", null, ct);

    public Task<Policy?> Policy(Guid cohort, CancellationToken ct) => calls.Get<Policy>(Service, $"cohorts/{cohort}/policy", ct);

    public Task<Answer<Policy>> ChangePolicy(Guid cohort, PolicyChange change, CancellationToken ct) =>
        calls.Send<Policy>(Service, HttpMethod.Put, $"cohorts/{cohort}/policy", change, ct);

    public Task<Answer<PolicyEstimate>> Estimate(Guid cohort, PolicyChange change, CancellationToken ct) =>
        calls.Send<PolicyEstimate>(Service, HttpMethod.Post, $"cohorts/{cohort}/policy/estimate", change, ct);

    public async Task<PolicyVersion[]> Policies(Guid cohort, CancellationToken ct) => await calls.Get<PolicyVersion[]>(Service, $"cohorts/{cohort}/policies", ct) ?? [];

    public Task<Comparison?> Compare(Guid run, Guid with, string? turn, int page, int size, CancellationToken ct)
    {
        var query = Paged(page, size, null);
        if (!string.IsNullOrWhiteSpace(turn)) query.Add("turn", turn);
        return calls.Get<Comparison>(Service, $"runs/{run}/against/{with}{query}", ct);
    }

    public Task<Answer<StartedRun>> StartRun(Guid cohort, CancellationToken ct) =>
        calls.Send<StartedRun>(Service, HttpMethod.Post, $"cohorts/{cohort}/runs", null, ct);

    public async Task<RunRow[]> Runs(Guid cohort, CancellationToken ct) => await calls.Get<RunRow[]>(Service, $"cohorts/{cohort}/runs", ct) ?? [];

    public Task<Run?> Run(Guid run, CancellationToken ct) => calls.Get<Run>(Service, $"runs/{run}", ct);

    public Task<RunPairs?> RunPairs(Guid run, string? band, IReadOnlyCollection<Guid>? mentors, int page, int size, CancellationToken ct)
    {
        var query = Paged(page, size, null);
        if (mentors is { Count: > 0 }) query.Add("mentors", string.Join(',', mentors));
        if (!string.IsNullOrWhiteSpace(band)) query.Add("band", band);
        return calls.Get<RunPairs>(Service, $"runs/{run}/pairs{query}", ct);
    }

    public async Task<Unmatched[]> RunUnmatched(Guid run, CancellationToken ct) => await calls.Get<Unmatched[]>(Service, $"runs/{run}/unmatched", ct) ?? [];

    /// <summary>What a finished draft would do; null for one that is not done.</summary>
    public Task<Measures?> RunOutcomes(Guid run, CancellationToken ct) => calls.Get<Measures>(Service, $"runs/{run}/outcomes", ct);

    public Task<Answer<Nothing>> CancelRun(Guid run, CancellationToken ct) => calls.Send<Nothing>(Service, HttpMethod.Post, $"runs/{run}/cancel", null, ct);

    public Task<MentorLoads?> RunLoad(Guid run, int page, int size, CancellationToken ct) => calls.Get<MentorLoads>(Service, $"runs/{run}/load?page={page}&size={size}", ct);

    public Task<Answer<Replay>> Replay(Guid run, CancellationToken ct) => calls.Send<Replay>(Service, HttpMethod.Post, $"runs/{run}/replay", null, ct);

    public async Task<Late> RunLate(Guid run, CancellationToken ct) => await calls.Get<Late>(Service, $"runs/{run}/late", ct) ?? new([], []);

    public async Task<OverrideMade[]> Overrides(Guid run, CancellationToken ct) => await calls.Get<OverrideMade[]>(Service, $"runs/{run}/overrides", ct) ?? [];

    public Task<Answer<Price>> Price(Guid run, OverrideQuestion question, CancellationToken ct) =>
        calls.Send<Price>(Service, HttpMethod.Post, $"runs/{run}/overrides/price", question, ct);

    public Task<Answer<Overridden>> Confirm(Guid run, Override made, CancellationToken ct) =>
        calls.Send<Overridden>(Service, HttpMethod.Post, $"runs/{run}/overrides", made, ct);

    public Task<Answer<Overridden>> UndoOverride(Guid run, CancellationToken ct) => calls.Send<Overridden>(Service, HttpMethod.Post, $"runs/{run}/overrides/undo", null, ct);

    public Task<Answer<Nothing>> KeepApart(Guid cohort, Guid student, Guid mentor, string? reason, string? text, CancellationToken ct) =>
        calls.Send<Nothing>(Service, HttpMethod.Put, $"cohorts/{cohort}/forbids/{student}/{mentor}", new { reason, text }, ct);

    public Task<Answer<Places>> GivePlaces(Guid cohort, Guid mentor, int? places, string? reason, string? text, CancellationToken ct) =>
        calls.Send<Places>(Service, HttpMethod.Put, $"cohorts/{cohort}/mentors/{mentor}/places", new { places, reason, text }, ct);

    public Task<Answer<Nothing>> Allow(Guid cohort, Guid student, Guid mentor, CancellationToken ct) =>
        calls.Send<Nothing>(Service, HttpMethod.Delete, $"cohorts/{cohort}/forbids/{student}/{mentor}", null, ct);

    public Task<Report?> Report(Guid cohort, CancellationToken ct) => calls.Get<Report>(Service, $"cohorts/{cohort}/report", ct);

    public async Task<ReportRow[]?> TakeReport(Guid cohort, CancellationToken ct) => (await calls.Send<ReportRow[]>(Service, HttpMethod.Post, $"cohorts/{cohort}/report", null, ct)).Value;

    public Task<PairWhy?> Why(Guid cohort, Guid student, Guid mentor, CancellationToken ct) => calls.Get<PairWhy>(Service, $"cohorts/{cohort}/students/{student}/mentors/{mentor}/why", ct);

    public Task<Answer<Publication>> Publish(Guid run, int? goesOutInMinutes, CancellationToken ct) =>
        calls.Send<Publication>(Service, HttpMethod.Post, $"runs/{run}/publish", new { goesOutInMinutes }, ct);

    public Task<Answer<Nothing>> TakeBack(Guid publication, CancellationToken ct) =>
        calls.Send<Nothing>(Service, HttpMethod.Post, $"publications/{publication}/take-back", null, ct);

    public Task<Answer<Nothing>> AnswerByPhone(Guid pair, string side, string answer, string? reason, CancellationToken ct) =>
        calls.Send<Nothing>(Service, HttpMethod.Post, $"pairs/{pair}/answers", new { side, answer, reason }, ct);

    public Task<Answer<Nothing>> Withdraw(Guid pair, string? reason, CancellationToken ct) =>
        calls.Send<Nothing>(Service, HttpMethod.Post, $"pairs/{pair}/withdraw", new { reason }, ct);

    public Task<LedgerStretch?> Ledger(Guid cohort, LedgerQuestion question, CancellationToken ct) => calls.Get<LedgerStretch>(Service, $"cohorts/{cohort}/ledger{question.Query}", ct);

    static QueryBuilder Paged(int page, int size, IReadOnlyCollection<Guid>? ids)
    {
        var query = new QueryBuilder { { "page", $"{page}" }, { "size", $"{size}" } };
        if (ids is { Count: > 0 }) query.Add("ids", string.Join(',', ids));
        return query;
    }
}
