namespace Mentorship.Contracts;

/// <summary>A coordinator published a run. Its pairs hold their places; offers go out at <see cref="GoesOutAt"/>.</summary>
public sealed record RunPublished
{
    /// <summary>The cohort.</summary>
    public required Guid CohortId { get; init; }

    /// <summary>The run whose pairs were published.</summary>
    public required Guid RunId { get; init; }

    /// <summary>The publication; the subject of <see cref="Version"/>.</summary>
    public required Guid PublicationId { get; init; }

    /// <summary>Version of the publication's row.</summary>
    public required int Version { get; init; }

    /// <summary>How many pairs were published.</summary>
    public required int Pairs { get; init; }

    /// <summary>End of the take-back window, UTC.</summary>
    public required DateTimeOffset GoesOutAt { get; init; }

    /// <summary>When it was published, UTC.</summary>
    public required DateTimeOffset PublishedAt { get; init; }
}

/// <summary>A pair became an offer with two answers and a deadline.</summary>
public sealed record OfferMade
{
    /// <summary>The pair; the subject of <see cref="Version"/>.</summary>
    public required Guid PairId { get; init; }

    /// <summary>The cohort.</summary>
    public required Guid CohortId { get; init; }

    /// <summary>The programme of the cohort.</summary>
    public required Guid ProgrammeId { get; init; }

    /// <summary>The student's person id.</summary>
    public required Guid StudentId { get; init; }

    /// <summary>The mentor's person id.</summary>
    public required Guid MentorId { get; init; }

    /// <summary>Version of the pair's row.</summary>
    public required int Version { get; init; }

    /// <summary><c>publication</c> (the programme offers it, also where an offer is passed on) or <c>request</c> (the student asked, so their answer is already yes).</summary>
    public required string Origin { get; init; }

    /// <summary><c>waiting</c> or <c>yes</c>.</summary>
    public required string StudentAnswer { get; init; }

    /// <summary><c>waiting</c> or <c>yes</c>.</summary>
    public required string MentorAnswer { get; init; }

    /// <summary>Until when the waiting answers count, UTC.</summary>
    public required DateTimeOffset Deadline { get; init; }

    /// <summary>When the offer was made, UTC.</summary>
    public required DateTimeOffset MadeAt { get; init; }
}

/// <summary>One side of an offer answered.</summary>
public sealed record OfferAnswered
{
    /// <summary>The pair; the subject of <see cref="Version"/>.</summary>
    public required Guid PairId { get; init; }

    /// <summary>The cohort.</summary>
    public required Guid CohortId { get; init; }

    /// <summary>The programme of the cohort.</summary>
    public required Guid ProgrammeId { get; init; }

    /// <summary>The student's person id.</summary>
    public required Guid StudentId { get; init; }

    /// <summary>The mentor's person id.</summary>
    public required Guid MentorId { get; init; }

    /// <summary>Version of the pair's row.</summary>
    public required int Version { get; init; }

    /// <summary>Whose answer: <c>student</c> or <c>mentor</c>.</summary>
    public required string By { get; init; }

    /// <summary><c>yes</c> or <c>no</c>.</summary>
    public required string Answer { get; init; }

    /// <summary>True where a coordinator recorded an answer given by phone; the person is told.</summary>
    public required bool ByOffice { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset AnsweredAt { get; init; }
}

/// <summary>The deadline of an offer passed while an answer was still missing.</summary>
public sealed record OfferExpired
{
    /// <summary>The pair; the subject of <see cref="Version"/>.</summary>
    public required Guid PairId { get; init; }

    /// <summary>The cohort.</summary>
    public required Guid CohortId { get; init; }

    /// <summary>The programme of the cohort.</summary>
    public required Guid ProgrammeId { get; init; }

    /// <summary>The student's person id.</summary>
    public required Guid StudentId { get; init; }

    /// <summary>The mentor's person id.</summary>
    public required Guid MentorId { get; init; }

    /// <summary>Version of the pair's row.</summary>
    public required int Version { get; init; }

    /// <summary>Who stayed silent: <c>student</c>, <c>mentor</c> or <c>both</c>.</summary>
    public required string SilentSide { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset ExpiredAt { get; init; }
}

/// <summary>Both sides said yes.</summary>
public sealed record PairActivated
{
    /// <summary>The pair; the subject of <see cref="Version"/>.</summary>
    public required Guid PairId { get; init; }

    /// <summary>The cohort.</summary>
    public required Guid CohortId { get; init; }

    /// <summary>The programme of the cohort.</summary>
    public required Guid ProgrammeId { get; init; }

    /// <summary>The student's person id.</summary>
    public required Guid StudentId { get; init; }

    /// <summary>The mentor's person id.</summary>
    public required Guid MentorId { get; init; }

    /// <summary>Version of the pair's row.</summary>
    public required int Version { get; init; }

    /// <summary>When the second yes came, UTC.</summary>
    public required DateTimeOffset ActivatedAt { get; init; }
}

/// <summary>An offer was backed out of before it was active, by either side or by a coordinator.</summary>
public sealed record PairWithdrawn
{
    /// <summary>The pair; the subject of <see cref="Version"/>.</summary>
    public required Guid PairId { get; init; }

    /// <summary>The cohort.</summary>
    public required Guid CohortId { get; init; }

    /// <summary>The programme of the cohort.</summary>
    public required Guid ProgrammeId { get; init; }

    /// <summary>The student's person id.</summary>
    public required Guid StudentId { get; init; }

    /// <summary>The mentor's person id.</summary>
    public required Guid MentorId { get; init; }

    /// <summary>Version of the pair's row.</summary>
    public required int Version { get; init; }

    /// <summary><c>student</c>, <c>mentor</c> or <c>coordinator</c>.</summary>
    public required string By { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset WithdrawnAt { get; init; }
}

/// <summary>An active pair is at its end; its places are free.</summary>
public sealed record PairEnded
{
    /// <summary>The pair; the subject of <see cref="Version"/>.</summary>
    public required Guid PairId { get; init; }

    /// <summary>The cohort.</summary>
    public required Guid CohortId { get; init; }

    /// <summary>The programme of the cohort.</summary>
    public required Guid ProgrammeId { get; init; }

    /// <summary>The student's person id.</summary>
    public required Guid StudentId { get; init; }

    /// <summary>The mentor's person id.</summary>
    public required Guid MentorId { get; init; }

    /// <summary>Version of the pair's row.</summary>
    public required int Version { get; init; }

    /// <summary>Who left: <c>student</c> or <c>mentor</c>; <c>coordinator</c> where the programme ended it for both.</summary>
    public required string By { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset EndedAt { get; init; }
}
