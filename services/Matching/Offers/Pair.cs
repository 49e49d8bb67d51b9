using Mentorship.Matching.Engine;

namespace Mentorship.Matching.Offers;

enum PairState { Proposed, Offered, Active, Declined, Expired, Withdrawn, Superseded, Ended }

enum Answer { Waiting, Yes, No }

enum PairOrigin { Publication, Request }

enum Side { Student, Mentor }

/// <summary>
/// A student and a mentor, from the proposal to the end. While the pair holds places it carries a number for each
/// side; unique indexes on (cohort, person, number) make it impossible to hold a place twice.
/// </summary>
sealed class Pair
{
    Pair() { }

    public Guid Id { get; private set; }
    public int Version { get; private set; }
    public Guid CohortId { get; private set; }
    public Guid ProgrammeId { get; private set; }
    public StudentId StudentId { get; private set; }
    public MentorId MentorId { get; private set; }
    public PairState State { get; private set; }
    public PairOrigin Origin { get; private set; }
    public Guid? PublicationId { get; private set; }

    /// <summary>1 is the student's first place; null while the pair holds none.</summary>
    public int? StudentPlace { get; private set; }

    /// <summary>The mentor's place, numbered from 1; null while the pair holds none.</summary>
    public int? MentorPlace { get; private set; }

    /// <summary>For later solves, never for a page about people.</summary>
    public int Score { get; private set; }

    public Band Band => Scoring.BandOf(Score);

    /// <summary>The rank that the student had given the mentor when the pair was made.</summary>
    public int? Choice { get; private set; }

    /// <summary>Sealed with the student's key.</summary>
    public byte[] Reasons { get; private set; } = [];

    public Answer StudentAnswer { get; private set; }
    public Answer MentorAnswer { get; private set; }

    /// <summary>Why a side said no: a word from a list, never free text.</summary>
    public string? NoReason { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset? GoesOutAt { get; private set; }
    public DateTimeOffset? OfferedAt { get; private set; }
    public DateTimeOffset? Deadline { get; private set; }
    public DateTimeOffset? ActiveAt { get; private set; }
    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>After these the two are not proposed to each other again; after silence they may be.</summary>
    public static readonly PairState[] Parting = [PairState.Declined, PairState.Withdrawn, PairState.Ended];

    /// <summary>A mentor's no or silence has just left the student without an offer; nobody has looked yet whether it is passed on.</summary>
    public bool FreesStudent { get; private set; }

    public bool HoldsPlaces => MentorPlace is not null;

    /// <summary>A pair that nobody outside the office ever saw is nobody's history.</summary>
    public bool Shown => OfferedAt is not null;

    public static Pair Propose(Draft draft, Guid publicationId, DateTimeOffset goesOutAt, DateTimeOffset now)
    {
        var pair = Make(draft, PairOrigin.Publication, now);
        (pair.PublicationId, pair.GoesOutAt) = (publicationId, goesOutAt);
        return pair;
    }

    public static Pair Ask(Draft draft, int answerDays, DateTimeOffset now)
    {
        var pair = Make(draft, PairOrigin.Request, now);
        pair.StudentAnswer = Answer.Yes;
        pair.Offer(answerDays, now);
        return pair;
    }

    /// <summary>An offer of the programme that follows one which came to nothing; it is out at once.</summary>
    public static Pair PassOn(Draft draft, int answerDays, bool signUpIsYes, DateTimeOffset now)
    {
        var pair = Make(draft, PairOrigin.Publication, now);
        pair.GoOut(answerDays, signUpIsYes, now);
        return pair;
    }

    static Pair Make(Draft draft, PairOrigin origin, DateTimeOffset now) => new()
    {
        Id = draft.Id,
        Version = 1,
        CohortId = draft.Cohort.Id,
        ProgrammeId = draft.Cohort.ProgrammeId,
        StudentId = draft.StudentId,
        MentorId = draft.MentorId,
        StudentPlace = draft.StudentPlace,
        MentorPlace = draft.MentorPlace,
        Score = draft.Score,
        Choice = draft.Choice,
        Reasons = draft.Reasons,
        State = PairState.Proposed,
        Origin = origin,
        CreatedAt = now,
    };

    public void GoOut(int answerDays, bool signUpIsYes, DateTimeOffset now)
    {
        if (signUpIsYes)
            StudentAnswer = Answer.Yes;
        Version++;
        Offer(answerDays, now);
    }

    void Offer(int answerDays, DateTimeOffset now) =>
        (State, OfferedAt, Deadline) = (PairState.Offered, now, now.AddDays(answerDays));

    public Answer AnswerOf(Side side) => side == Side.Student ? StudentAnswer : MentorAnswer;

    public bool Overdue(DateTimeOffset now) => State == PairState.Offered && Deadline <= now;

    /// <summary>Records one side's answer. Any no closes the pair and frees its places; the second yes makes it active.</summary>
    public void Say(Side side, Answer answer, string? reason, DateTimeOffset now)
    {
        if (side == Side.Student)
            StudentAnswer = answer;
        else
            MentorAnswer = answer;
        Version++;
        if (answer == Answer.No)
        {
            (NoReason, FreesStudent) = (reason, side == Side.Mentor);
            Close(PairState.Declined, now);
        }
    }

    public bool BothSaidYes => State == PairState.Offered && StudentAnswer == Answer.Yes && MentorAnswer == Answer.Yes;

    public void Activate(DateTimeOffset now)
    {
        (State, ActiveAt, Deadline) = (PairState.Active, now, null);
        Version++;
    }

    public void Expire(DateTimeOffset now)
    {
        // Who was silent too is asked by the office first, not passed from mentor to mentor.
        FreesStudent = SilentSide == "mentor";
        Version++;
        Close(PairState.Expired, now);
    }

    public string SilentSide => (StudentAnswer, MentorAnswer) switch
    {
        (Answer.Waiting, Answer.Waiting) => "both",
        (Answer.Waiting, _) => "student",
        _ => "mentor",
    };

    /// <summary>It was looked whether it is passed on.</summary>
    public void PassedOn()
    {
        FreesStudent = false;
        Version++;
    }

    public void Withdraw(DateTimeOffset now)
    {
        Version++;
        Close(PairState.Withdrawn, now);
    }

    public void End(DateTimeOffset now)
    {
        Version++;
        Close(PairState.Ended, now);
    }

    /// <summary>One of the two was erased: what was said of why they fit, and of a no, goes.</summary>
    public void ForgetWords()
    {
        (Reasons, NoReason) = ([], null);
        Version++;
    }

    public void Supersede(DateTimeOffset now)
    {
        Version++;
        Close(PairState.Superseded, now);
    }

    void Close(PairState state, DateTimeOffset now)
    {
        (State, ClosedAt) = (state, now);
        (StudentPlace, MentorPlace) = (null, null);
    }
}

/// <summary>What a pair is made of, whether it comes from a run or from a student's own request.</summary>
sealed record Draft(
    Guid Id, Pool.Cohort Cohort, StudentId StudentId, MentorId MentorId, int StudentPlace, int MentorPlace,
    int Score, int? Choice, byte[] Reasons);
