using System.Security.Claims;
using Mentorship.Ledger;
using Mentorship.Matching.Engine;
using Mentorship.Matching.Policies;
using Mentorship.Matching.Pool;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Matching.Overrides;

/// <summary>What a coordinator would decide. Which ids it needs depends on its kind; adding takes one of two.</summary>
sealed record OverrideQuestion(OverrideKind Kind, Guid? StudentId, Guid? OtherStudentId, Guid? MentorId, int? Places, MoveMode Mode)
{
    public const int MostPlaces = 100;

    public ValidationProblem? Mistake() => Kind switch
    {
        OverrideKind.Pair or OverrideKind.LeaveOut or OverrideKind.Swap or OverrideKind.Forbid or OverrideKind.Lift when StudentId is null => Invalid.Field("studentId", "Choose the student."),
        OverrideKind.Pair or OverrideKind.Forbid or OverrideKind.Places when MentorId is null => Invalid.Field("mentorId", "Choose the mentor."),
        OverrideKind.Swap when OtherStudentId is null || OtherStudentId == StudentId => Invalid.Field("otherStudentId", "Choose with whom the student changes."),
        OverrideKind.Places when Places is not (>= 0 and <= MostPlaces) => Invalid.Field("places", $"Places are a number from 0 to {MostPlaces}."),
        OverrideKind.Add when StudentId is null == MentorId is null => Invalid.Field("studentId", "Choose the student or the mentor who is to be added."),
        _ => null,
    };

    public IEnumerable<StudentId> Students => new[] { StudentId, OtherStudentId }.OfType<Guid>().Select(id => new StudentId(id));

    public MentorId? Mentor => MentorId is { } id ? new MentorId(id) : null;
}

sealed record PriceView(
    PriceSide Now, PriceSide After, double MeanBefore, double MeanAfter, double WorstBefore, double WorstAfter, int MatchedBefore, int MatchedAfter,
    long TotalBefore, long TotalAfter, PriceMoved[] Moves, RuleBent[] RulesBent, Guid[] PinsReplaced, int? PlacesNow, string PriceToken, double Milliseconds);

sealed record PriceSide(Guid? MentorId, Band? Band);

sealed record PriceMoved(Guid StudentId, Guid? FromMentorId, Guid? ToMentorId, Band? FromBand, Band? ToBand, int? FromChoice, int? ToChoice);

sealed record RuleBent(Guid StudentId, Guid MentorId, string Code, string Sentence, bool MayBend);

static class PriceOverride
{
    static readonly Refusal NotInDraft = new("CohortChanged", "One of the two joined after this draft was made. Add them to the draft, or make a new one, then decide.");
    static readonly Refusal InDraft = new("InDraft", "This person is in the draft already.");
    static readonly Refusal NobodyToSwap = new("NobodyToSwap", "Only students who both have a mentor in this draft can change with each other.");
    static readonly Refusal NothingToLift = new("NothingToLift", "Nothing is decided by hand here, so there is nothing to lift.");
    static readonly Refusal AlreadyForbidden = new("AlreadyForbidden", "These two may not be paired already.");
    static readonly Refusal ForbiddenByHand = new("ForbiddenByHand", "The office forbade this pair. Lift that first if it no longer holds.");
    static readonly Refusal LeftOut = new("LeftOutByHand", "The office left this student out of the drafts. Lift that first.");

    public static void Map(RouteGroupBuilder api) => api.MapPost("runs/{id:guid}/overrides/price", Handle)
        .WithSummary("What an override would cost: for whom, how much, which rule is bent, which decision by hand gives way. Changes nothing.")
        .ProducesProblem(StatusCodes.Status409Conflict);

    static async Task<Results<Ok<PriceView>, NotFound, ValidationProblem, ProblemHttpResult>> Handle(
        Guid id, OverrideQuestion question, ClaimsPrincipal user, MatchingDb db, Pools pools, StandingDrafts drafts, TimeProvider time, CancellationToken ct)
    {
        var began = time.GetTimestamp();
        if (!await db.RunsOf(user).AnyAsync(r => r.Id == id, ct))
            return TypedResults.NotFound();
        if (question.Mistake() is { } mistake)
            return mistake;
        var (priced, problem, found) = await WorkOutAsync(id, question, user, db, pools, drafts, ct);
        if (!found)
            return TypedResults.NotFound();
        return priced is null ? problem!.Problem : TypedResults.Ok(View(priced, time.GetElapsedTime(began)));
    }

    public sealed record Priced(OpenDraft Draft, Change Change, OverrideQuestion Question, RuleBent[] Bent, StudentId[] PinsReplaced, int? PlacesNow, string Token);

    /// <summary>Why not, with the people that it stands against.</summary>
    public sealed record No(Refusal Refusal, params IEnumerable<StudentId> Students)
    {
        public ProblemHttpResult Problem => Refusal.Problem(("students", Students.Select(s => s.Value).ToArray()));
    }

    /// <summary>The same for the price and for the act, so that what was shown is what happens.</summary>
    public static async Task<(Priced? Priced, No? No, bool Found)> WorkOutAsync(
        Guid id, OverrideQuestion question, ClaimsPrincipal user, MatchingDb db, Pools pools, StandingDrafts drafts, CancellationToken ct)
    {
        if (await OpenDraft.LineAsync(db.RunsOf(user), id, ct) is not { } run)
            return (null, null, false);
        var pool = await pools.OpenAsync(run.CohortId, ct);
        StudentId[] students = [.. question.Students];
        if (!students.All(pool.Students.ContainsKey) || question.Mentor is { } known && !pool.Mentors.ContainsKey(known))
            return (null, null, false);
        var (no, newest) = await OpenDraft.RefusalAsync(db, run, ct);
        if (no is not null)
            return (null, new No(no), true);
        if (students.Any(s => s.Value == user.PersonId()) || question.MentorId == user.PersonId())
            return (null, new No(Conflicts.OwnPair), true);
        if (await db.Pairs.Where(p => p.CohortId == run.CohortId && students.Contains(p.StudentId) && p.StudentPlace != null).Select(p => p.StudentId).ToListAsync(ct) is { Count: > 0 } taken)
            return (null, new No(Conflicts.AlreadyPaired, taken), true);
        var (draft, refusal) = await OpenDraft.OpenAsync(db, pools, drafts, run, newest, ct);
        if (draft is null)
            return (null, new No(refusal!), true);

        var adds = question.Kind == OverrideKind.Add;
        if (students.Any(s => draft.Has(s) == adds) || question.Mentor is { } mentor && draft.Has(mentor) == adds)
            return (null, new No(adds ? InDraft : NotInDraft), true);
        var (change, against) = Solve(draft, question, students);
        if (change is null)
            return (null, against, true);
        RuleBent[] bent = [.. Made(draft, question).Select(p => Bent(draft, p.Student, p.Mentor)).OfType<RuleBent>()];
        StudentId[] replaced = question.Kind is OverrideKind.Lift or OverrideKind.Places or OverrideKind.Add or OverrideKind.Forbid ? []
            : [.. draft.Pins.Where(p => students.Contains(p.StudentId)).Select(p => p.StudentId)];
        return (new Priced(draft, change, question, bent, replaced, question.Kind == OverrideKind.Places ? pool.Mentors[question.Mentor!.Value].Capacity : null, draft.Token(change, question)), null, true);
    }

    /// <summary>The pairs that an override decides by hand.</summary>
    public static IEnumerable<(StudentId Student, MentorId Mentor)> Made(OpenDraft draft, OverrideQuestion question)
    {
        StudentId[] students = [.. question.Students];
        return question.Kind switch
        {
            OverrideKind.Pair => [(students[0], question.Mentor!.Value)],
            OverrideKind.Swap => [(students[0], draft.MentorOf(students[1])!.Value), (students[1], draft.MentorOf(students[0])!.Value)],
            _ => [],
        };
    }

    static (Change? Change, No? No) Solve(OpenDraft draft, OverrideQuestion question, StudentId[] students)
    {
        var pinned = draft.Pins.Where(p => p.MentorId is not null && p.MentorId == question.Mentor).Select(p => p.StudentId).ToArray();
        switch (question.Kind)
        {
            case OverrideKind.Pair:
                return Forbidden(students[0], question.Mentor!.Value) ? (null, new No(ForbiddenByHand))
                    : Of(draft.With([(students[0], question.Mentor)], question.Mode), pinned.Except(students));
            case OverrideKind.LeaveOut:
                return Of(draft.With([(students[0], null)], question.Mode));
            case OverrideKind.Swap:
                if (draft.MentorOf(students[0]) is not { } first || draft.MentorOf(students[1]) is not { } second || first == second)
                    return (null, new No(NobodyToSwap));
                return Forbidden(students[0], second) || Forbidden(students[1], first) ? (null, new No(ForbiddenByHand))
                    : Of(draft.With([(students[0], second), (students[1], first)], question.Mode));
            case OverrideKind.Forbid:
                return Forbidden(students[0], question.Mentor!.Value) ? (null, new No(AlreadyForbidden))
                    : pinned.Contains(students[0]) ? (null, new No(Conflicts.PinnedByHand, students[0]))
                    : Of(draft.With(students[0], question.Mentor.Value, forbidden: true, question.Mode));
            case OverrideKind.Lift when question.Mentor is { } mentor:
                return Forbidden(students[0], mentor) ? Of(draft.With(students[0], mentor, forbidden: false, question.Mode)) : (null, new No(NothingToLift));
            case OverrideKind.Lift:
                return draft.Pins.Any(p => p.StudentId == students[0]) ? Of(draft.Without(students[0], question.Mode)) : (null, new No(NothingToLift));
            case OverrideKind.Places:
                var (who, places) = (question.Mentor!.Value, question.Places!.Value);
                var left = draft.Pool.Mentors[who].Closed ? 0 : Math.Max(0, places - draft.Round.Held.GetValueOrDefault(who));
                return left < pinned.Length ? (null, new No(Conflicts.PinnedAbove, pinned)) : Of(draft.With(who, left, question.Mode));
            default:
                return question.Mentor is { } late ? Of(draft.WithLate(late, question.Mode))
                    : draft.Round.Pins.Any(p => p.StudentId == students[0] && p.MentorId is null) ? (null, new No(LeftOut, students[0]))
                    : Of(draft.WithLate(students[0], question.Mode));
        }

        bool Forbidden(StudentId student, MentorId mentor) => draft.Pool.Students[student].Profile.Forbidden.Contains(mentor.Value);

        static (Change?, No?) Of((Change? Change, Refusal? Refusal) solved, params IEnumerable<StudentId> against) =>
            (solved.Change, solved.Refusal is { } refusal ? new No(refusal, against) : null);
    }

    static RuleBent? Bent(OpenDraft draft, StudentId student, MentorId mentor) =>
        draft.Scoring.Broken(draft.Pool.Students[student].Profile, draft.Pool.Mentors[mentor].Profile) is { } rule
            ? new RuleBent(student.Value, mentor.Value, rule.ToString(), Rules.Refuse(rule, draft.Policy).Sentence, Rules.MayBend(rule)) : null;

    public static PriceView View(Priced p, TimeSpan took)
    {
        var (effect, input) = (p.Change.Effect, p.Change.Input);
        var subject = p.Question.StudentId is { } about ? Array.IndexOf(input.Students, about) : -1;
        Move[] moves = [.. effect.Others.Prepend(effect.Subject).Where(m => m.From != m.To)];
        var own = moves.Where(m => m.Student == subject).Cast<Move?>().FirstOrDefault() ?? (effect.Subject.Student == subject ? effect.Subject : null);
        return new PriceView(
            new PriceSide(Mentor(own?.From ?? -1), own?.FromBand), new PriceSide(Mentor(own?.To ?? -1), own?.ToBand),
            effect.MeanBefore, effect.MeanAfter, effect.WorstBefore, effect.WorstAfter, effect.MatchedBefore, effect.MatchedAfter, effect.TotalBefore, effect.TotalAfter,
            [.. moves.Select(m => new PriceMoved(input.Students[m.Student], Mentor(m.From), Mentor(m.To), m.FromBand, m.ToBand, Choice(m.Student, m.From), Choice(m.Student, m.To)))],
            p.Bent, [.. p.PinsReplaced.Select(s => s.Value)], p.PlacesNow, p.Token, took.TotalMilliseconds);

        Guid? Mentor(int at) => at < 0 ? null : input.Mentors[at];
        int? Choice(int student, int mentor) => mentor < 0 ? null : p.Draft.Pool.Choice(new StudentId(input.Students[student]), new MentorId(input.Mentors[mentor]));
    }
}
