namespace Mentorship.Portal.Clients;

/// <summary>Why two people fit or do not: a chip for coordinators, a sentence for students and mentors.</summary>
internal sealed record Reason(string Criterion, string Chip, string Sentence, bool Against, bool Stated = true);

/// <summary>Places as of now, from the database.</summary>
internal sealed record Places(int Capacity, int Held, int Free);

internal sealed record Pair(Guid Id, Guid CohortId, Guid StudentId, Guid MentorId, string State, string Band, int? Choice, Reason[]? Reasons, string StudentAnswer, string MentorAnswer,
    DateTimeOffset? Deadline, DateTimeOffset? GoesOutAt, string? Origin, DateTimeOffset? ActiveAt, int Version);

// ---- students and mentors

internal sealed record StudentStatus(Guid CohortId, string Kind, string State, Pair? Pair, ListEntry[]? List, int ListLimit, string? NextCode)
{
    public bool IsRolling => Kind == "rolling";
}

internal sealed record ListEntry(Guid MentorId, int Rank, string? Band, int Free, bool Asked, string? State);

internal sealed record OpenMentors(int Total, OpenMentor[] Items);

internal sealed record OpenMentor(Guid MentorId, string Band, Reason[] Reasons, Places Places);

internal sealed record MentorStatus(Guid CohortId, string Kind, Places Places, bool Untrained, Pair[]? Offers, Pair[]? Mentees, Pair[]? Past);

// ---- coordinators

internal sealed record Board(Guid CohortId, string Kind, Guid ProgrammeId, int Students, int Mentors, BoardCounts Counts, BoardReason[]? Unmatched, BoardPlaces Places, LatestRun? LatestRun, int Stale, int Pins,
    PublicationState? Publication, Attention[]? Attention, InterestCount[]? ByInterest);

internal sealed record BoardCounts(int Waiting, int InDraft, int Unmatched, int Offered, int Active, int Requested, int MentorsDue, int StudentsDue, int Again);

internal sealed record BoardReason(string Code, string Sentence, int Students);

internal sealed record BoardPlaces(int Total, int Held, int InDraft, int Free);

internal sealed record LatestRun(Guid Id, int Number, string State, bool Published);

internal sealed record PublicationState(Guid Id, DateTimeOffset GoesOutAt, int Pairs, bool CanTakeBack);

internal sealed record Attention(string Code, int Count, string Sentence);

internal sealed record InterestCount(string Code, string Name, int Students, int Places);

/// <summary>Which students of a cohort: whatever is left out does not matter.</summary>
/// <param name="State">One of the board's states, "unpaired" or "again".</param>
/// <param name="Due">Whose answer to an offer is due: "student" or "mentor".</param>
/// <param name="Reason">Why the latest draft left them without a mentor.</param>
internal sealed record WhichStudents(string? State = null, string? Stage = null, string? Due = null, string? Reason = null, IReadOnlyCollection<Guid>? Ids = null)
{
    public IEnumerable<(string Name, string? Value)> Named => [("state", State), ("stage", Stage), ("due", Due), ("reason", Reason)];
}

internal sealed record PoolStudents(int Total, PoolStudent[] Items);

internal sealed record PoolStudent(Guid StudentId, string? Stage, string State, Pair? Pair, Guid? PinMentorId, string? ReasonCode, string? Reason, int WaitingDays, string? Next,
    bool GoesFirst, EndedOffer? Ended);

internal sealed record EndedOffer(Guid MentorId, string State, DateTimeOffset At);

internal sealed record PoolMentors(int Total, PoolMentor[] Items);

internal sealed record PoolMentor(Guid MentorId, Places Places, int Said, int Minimum, bool Paused, bool Untrained, int Pins, int Requests);

internal sealed record MentorSuggestions(Guid StudentId, SuggestionStudent Student, MentorSuggestion[] Suggestions, int MorePossible, NotPossible[]? NotPossible);

internal sealed record SuggestionStudent(string? Stage, string[]? Interests, string[]? Goals, Guid[]? Choices, string[]? Languages, string[]? Hours);

internal sealed record MentorSuggestion(Guid MentorId, string Band, Reason[] Reasons, Places Places, int? Choice, int OthersNaming);

internal sealed record NotPossible(string Code, string Sentence, int Count);

internal sealed record StudentSuggestions(Guid MentorId, SuggestionMentor Mentor, Places? Places, int Minimum, StudentSuggestion[] Suggestions, int MorePossible, NotPossible[]? NotPossible);

/// <summary>Interests and goals by name; stages and languages by code.</summary>
internal sealed record SuggestionMentor(string[]? Interests, string[]? Goals, string[]? Stages, string[]? Languages, string[]? Hours);

internal sealed record StudentSuggestion(Guid StudentId, string Band, Reason[] Reasons, int? Choice, int WaitingDays, bool GoesFirst);

/// <summary>Whose names stay hidden in a cohort. On: it hides names at all.</summary>
internal sealed record Hidden(bool On, Guid[] Students, Guid[] Mentors);

internal sealed record Pin(Guid StudentId, Guid MentorId, DateTimeOffset At, Guid? By);

internal sealed record NewPin(Guid MentorId, string? Reason = null, string? Text = null);

internal sealed record Pinned(int Pins, int Left);

internal sealed record Policy(int Version, string Objective, int? Floor, int PlacesPerStudent, int Choices, int AnswerDays, int TakeBackMinutes, bool RankedOnly, double MinSharedHours, Weights Weights, bool SignUpIsYes, bool NamesHidden, bool SecondPerson, bool PassesOn);

/// <summary>The version is the one that was read and changed.</summary>
internal sealed record PolicyChange(int Version, string Objective, int? Floor, int PlacesPerStudent, int Choices, int AnswerDays, int TakeBackMinutes, bool RankedOnly, double MinSharedHours, Weights Weights, bool SignUpIsYes, bool NamesHidden, bool SecondPerson, bool PassesOn);

/// <summary>Each high, medium, low or off.</summary>
internal sealed record Weights(string Interests, string Goals, string Stage, string Languages, string Time, string Asked, string Rankings);

/// <summary>What a draft comes to. Points: pairs by fit, 0 to 10 of 100 points, 10 to 20, and so on.</summary>
internal sealed record DraftFigures(int Students, int Matched, Bands Bands, ChoicesObtained Choices, double Mean, int Worst, int[] Points);

/// <summary>How many students one draft serves better or worse than another.</summary>
internal sealed record Turns(int Same, int Gain, int Lose, int Move);

internal sealed record PolicyEstimate(DraftFigures Now, DraftFigures Then, Turns Turns, ObjectiveEstimate[] Objectives, double Milliseconds);

internal sealed record ObjectiveEstimate(string Objective, DraftFigures Figures);

internal sealed record PolicyVersion(Policy Policy, DateTimeOffset At, Guid? By, int Runs);

internal sealed record Comparison(DraftFigures From, DraftFigures To, Turns Turns, TurnPage Changes);

internal sealed record TurnPage(int Total, TurnRow[] Items);

internal sealed record TurnRow(Guid StudentId, string Turn, Guid? FromMentorId, Guid? ToMentorId, string? FromBand, string? ToBand, int? FromChoice, int? ToChoice);

internal sealed record StartedRun(Guid Id, int Number);

internal sealed record RunRow(Guid Id, int Number, string State, DateTimeOffset CreatedAt, int Matched, int Students, bool Published);

internal sealed record Run(Guid Id, Guid CohortId, int Number, string State, RunProgress? Progress, int PolicyVersion, string Objective, long Seed, string? Certificate, int Matched, int Students, int Mentors, int PlacesLeft,
    Bands? Bands, ChoicesObtained? Choices, double? Mean, double? Worst, double? Seconds, DateTimeOffset CreatedAt, Guid? By, int Pinned, bool Published, AgainstPrevious? AgainstPrevious, bool CanUndo, AskedToPublish? Asked, int MentorsPaired);

/// <summary>Who asked that a draft be published, and after how many minutes it is to go out.</summary>
internal sealed record AskedToPublish(Guid By, DateTimeOffset At, int Minutes);

/// <summary>A run worked out again, beside what was stored of it.</summary>
internal sealed record Replay(bool Same, int Pairs, int Differing, double Milliseconds, string Certificate);

internal sealed record RunProgress(int Done, int Total, string? Step);

internal sealed record Bands(int Strong, int Good, int Possible, int Stretch);

internal sealed record ChoicesObtained(int First, int TopThree, int Ranked);

internal sealed record AgainstPrevious(int Same, int Moved, int New, int Lost);

internal sealed record RunPairs(int Total, RunPair[] Items);

internal sealed record RunPair(Guid StudentId, Guid MentorId, string Band, int? Choice, Reason[] Reasons, bool Pinned, string? Since);

internal sealed record Unmatched(Guid StudentId, string Code, string Sentence, string? Change);

/// <summary>An override: its kind says whom it needs. The mode is fewest (least changes to others) or best (solved anew).</summary>
internal sealed record OverrideQuestion(string Kind, Guid? StudentId, Guid? OtherStudentId, Guid? MentorId, int? Places, string Mode);

internal sealed record Price(PriceSide? Now, PriceSide? After, double MeanBefore, double MeanAfter, double WorstBefore, double WorstAfter, int MatchedBefore, int MatchedAfter, long TotalBefore, long TotalAfter,
    PriceMove[]? Moves, RuleBent[]? RulesBent, Guid[]? PinsReplaced, int? PlacesNow, string? PriceToken, double Milliseconds);

internal sealed record PriceSide(Guid? MentorId, string? Band);

internal sealed record PriceMove(Guid StudentId, Guid? FromMentorId, Guid? ToMentorId, string? FromBand, string? ToBand, int? FromChoice, int? ToChoice);

internal sealed record RuleBent(Guid StudentId, Guid MentorId, string Code, string Sentence, bool MayBend);

internal sealed record Override(string Kind, Guid? StudentId, Guid? OtherStudentId, Guid? MentorId, int? Places, string Mode, string PriceToken, bool Bend, string Reason, string? Text);

internal sealed record Overridden(Guid RunId, int Number);

internal sealed record OverrideMade(Guid Id, string Kind, Guid? StudentId, Guid? MentorId, int? Places, string Reason, string? Text, Guid By, DateTimeOffset At, Guid NewRunId, int Number,
    double MeanBefore, double MeanAfter, int Matched, int Moved, bool Undone, bool Undoes);

/// <summary>What a cohort came to, without anybody's name.</summary>
internal sealed record Report(int Students, int Mentors, BoardPlaces Places, BoardCounts Counts, ReportStage[] Stages, int Pairs, int ByHand, Bands Bands, ChoicesObtained Choices,
    OfferFigures Offers, ReportLoad[] Load, ReasonLine[] Without, int Drafts, DateTimeOffset? LastPublishedAt);

internal sealed record ReportStage(string Stage, int Students, int Active, int Offered, int Without);

internal sealed record OfferFigures(int Made, int Active, int Open, int Declined, int Expired, int Withdrawn, int Ended, int Settled, int InTime, double? Days);

internal sealed record ReportLoad(int Students, int Mentors);

internal sealed record ReasonLine(string Code, string Sentence, int Students);

internal sealed record ReportRow(Guid StudentId, string Stage, string State, Guid? MentorId, string? Band, int? Choice, string? ReasonCode, DateTimeOffset JoinedAt);

internal sealed record Late(Guid[] Students, Guid[] Mentors);

internal sealed record MentorLoads(int Total, MentorLoad[] Items);

internal sealed record MentorLoad(Guid MentorId, int Students, int Places, int Minimum);

/// <summary>Why two people are paired or not: together, rule, underFloor, taken, noDraft, price or refused.</summary>
internal sealed record PairWhy(Guid StudentId, Guid MentorId, string Standoff, string State, Guid? HasMentorId, RuleWhy? Rule, string Band, Reason[] Reasons, int? Choice, Places Places, Guid[] Holding,
    Guid? RunId, Price? Price, string? Refused, Guid[] Helps, string? Unmatched);

internal sealed record RuleWhy(string Code, string Sentence, bool MayBend);
/// <summary>No moment: another coordinator has to publish what was asked for.</summary>
internal sealed record Publication(DateTimeOffset? GoesOutAt, int Pairs);
