using System.Security.Claims;
using Mentorship.Matching.Engine;
using Mentorship.Matching.Pool;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Matching.Overrides;

/// <summary>No mentor releases the student.</summary>
sealed record PriceQuestion(Guid StudentId, Guid? MentorId, MoveMode Mode);

sealed record PriceView(
    PriceSide Now, PriceSide After, double MeanBefore, double MeanAfter, double WorstBefore, double WorstAfter, int MatchedBefore, int MatchedAfter,
    PriceMoved[] Moves, RuleBent? RuleBent, string PriceToken, double Milliseconds);

sealed record PriceSide(Guid? MentorId, Band? Band);

sealed record PriceMoved(Guid StudentId, Guid? FromMentorId, Guid? ToMentorId, Band? FromBand, Band? ToBand, int? FromChoice, int? ToChoice);

sealed record RuleBent(string Code, string Sentence, bool MayBend);

static class PriceMove
{
    static readonly Refusal OwnPair = new("ConflictOfInterest", "You are part of this pair, so another coordinator has to decide it.");
    static readonly Refusal AlreadyPaired = new("AlreadyPaired", "This student already has an offer or a mentor. Withdraw it first, then pair anew.");
    static readonly Refusal NotInDraft = new("CohortChanged", "One of the two joined after this draft was made. Make a new draft, then decide.");

    public static void Map(RouteGroupBuilder api) => api.MapPost("runs/{id:guid}/moves/price", Handle)
        .WithSummary("What it would cost to give a student another mentor, or none: for whom, how much, and which rule is bent. Changes nothing.")
        .ProducesProblem(StatusCodes.Status409Conflict);

    static async Task<Results<Ok<PriceView>, NotFound, ProblemHttpResult>> Handle(
        Guid id, PriceQuestion question, ClaimsPrincipal user, MatchingDb db, Pools pools, TimeProvider time, CancellationToken ct)
    {
        var began = time.GetTimestamp();
        var (priced, problem, found) = await WorkOutAsync(id, question, user, db, pools, ct);
        if (!found)
            return TypedResults.NotFound();
        if (priced is null)
            return problem!.Problem();
        return TypedResults.Ok(View(priced, time.GetElapsedTime(began)));
    }

    public sealed record Priced(OpenDraft Draft, Change Change, StudentId Student, MentorId? Mentor, Rule? Rule, string Token);

    /// <summary>The same for the price and for the act, so that what was shown is what happens.</summary>
    public static async Task<(Priced? Priced, Refusal? Refusal, bool Found)> WorkOutAsync(
        Guid id, PriceQuestion question, ClaimsPrincipal user, MatchingDb db, Pools pools, CancellationToken ct)
    {
        if (await OpenDraft.LineAsync(db.RunsOf(user), id, ct) is not { } run)
            return (null, null, false);
        var pool = await pools.OpenAsync(run.CohortId, ct);
        var student = new StudentId(question.StudentId);
        var mentor = question.MentorId is { } to ? new MentorId(to) : (MentorId?)null;
        if (!pool.Students.TryGetValue(student, out var who) || mentor is { } known && !pool.Mentors.ContainsKey(known))
            return (null, null, false);
        var (no, newest) = await OpenDraft.RefusalAsync(db, run, ct);
        if (no is not null)
            return (null, no, true);
        if (user.PersonId() == question.StudentId || user.PersonId() == question.MentorId)
            return (null, OwnPair, true);
        if (await db.Pairs.AnyAsync(p => p.CohortId == run.CohortId && p.StudentId == student && p.StudentPlace != null, ct))
            return (null, AlreadyPaired, true);
        var (draft, refusal) = await OpenDraft.OpenAsync(db, pools, run, newest, ct);
        if (draft is null)
            return (null, refusal, true);
        if (!draft.Has(student) || mentor is { } chosen && !draft.Has(chosen))
            return (null, NotInDraft, true);

        var rule = mentor is { } m ? draft.Scoring.Broken(who.Profile, pool.Mentors[m].Profile) : null;
        var (change, full) = draft.With(student, mentor, question.Mode);
        return change is null ? (null, full, true) : (new Priced(draft, change, student, mentor, rule, draft.Token(change, student, mentor, question.Mode)), null, true);
    }

    static PriceView View(Priced p, TimeSpan took)
    {
        var (effect, input) = (p.Change.Effect, p.Change.Input);
        var moves = effect.Others.Prepend(effect.Subject).Where(m => m.From != m.To);
        return new PriceView(
            new PriceSide(Mentor(effect.Subject.From), effect.Subject.FromBand), new PriceSide(Mentor(effect.Subject.To), effect.Subject.ToBand),
            effect.MeanBefore, effect.MeanAfter, effect.WorstBefore, effect.WorstAfter, effect.MatchedBefore, effect.MatchedAfter,
            [.. moves.Select(m => new PriceMoved(input.Students[m.Student], Mentor(m.From), Mentor(m.To), m.FromBand, m.ToBand, Choice(m.Student, m.From), Choice(m.Student, m.To)))],
            p.Rule is { } rule ? new RuleBent(rule.ToString(), Rules.Refuse(rule, p.Draft.Policy).Sentence, Rules.MayBend(rule)) : null,
            p.Token, took.TotalMilliseconds);

        Guid? Mentor(int at) => at < 0 ? null : input.Mentors[at];
        int? Choice(int student, int mentor) => mentor < 0 ? null : p.Draft.Pool.Choice(new StudentId(input.Students[student]), new MentorId(input.Mentors[mentor]));
    }
}
