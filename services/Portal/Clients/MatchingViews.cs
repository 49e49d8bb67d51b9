namespace Mentorship.Portal.Clients;

/// <summary>Why two people fit or do not: a chip for coordinators, a sentence for students and mentors.</summary>
internal sealed record Reason(string Criterion, string Chip, string Sentence, bool Against);

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

internal sealed record Board(Guid CohortId, string Kind, Guid ProgrammeId, int Students, int Mentors, BoardCounts Counts, BoardPlaces Places, LatestRun? LatestRun, int Stale, int Pins,
    PublicationState? Publication, Attention[]? Attention, InterestCount[]? ByInterest);

internal sealed record BoardCounts(int Waiting, int InDraft, int Unmatched, int Offered, int Active, int Requested);

internal sealed record BoardPlaces(int Total, int Held, int InDraft, int Free);

internal sealed record LatestRun(Guid Id, int Number, string State, bool Published);

internal sealed record PublicationState(Guid Id, DateTimeOffset GoesOutAt, int Pairs, bool CanTakeBack);

internal sealed record Attention(string Code, int Count, string Sentence);

internal sealed record InterestCount(string Code, string Name, int Students, int Places);

internal sealed record PoolStudents(int Total, PoolStudent[] Items);

internal sealed record PoolStudent(Guid StudentId, string? Stage, string State, Pair? Pair, Guid? PinMentorId, string? ReasonCode, string? Reason, int WaitingDays, string? Next);

internal sealed record PoolMentors(int Total, PoolMentor[] Items);

internal sealed record PoolMentor(Guid MentorId, Places Places, int Minimum, bool Paused, bool Untrained, int Pins, int Requests);

internal sealed record MentorSuggestions(Guid StudentId, SuggestionStudent Student, MentorSuggestion[] Suggestions, int MorePossible, NotPossible[]? NotPossible);

internal sealed record SuggestionStudent(string? Stage, string[]? Interests, string[]? Goals, Guid[]? Choices, string[]? Languages, string[]? Hours);

internal sealed record MentorSuggestion(Guid MentorId, string Band, Reason[] Reasons, Places Places, int? Choice, int OthersNaming);

internal sealed record NotPossible(string Code, string Sentence, int Count);

internal sealed record StudentSuggestions(Guid MentorId, SuggestionMentor Mentor, Places? Places, int Minimum, StudentSuggestion[] Suggestions, int MorePossible, NotPossible[]? NotPossible);

/// <summary>Interests and goals by name; stages and languages by code.</summary>
internal sealed record SuggestionMentor(string[]? Interests, string[]? Goals, string[]? Stages, string[]? Languages, string[]? Hours);

internal sealed record StudentSuggestion(Guid StudentId, string Band, Reason[] Reasons, int? Choice, int WaitingDays);

internal sealed record Pin(Guid StudentId, Guid MentorId, DateTimeOffset At, Guid? By);

internal sealed record NewPin(Guid MentorId, string? Reason = null, string? Text = null);

internal sealed record Pinned(int Pins, int Left);

internal sealed record Policy(int Version, string Objective, int? Floor, int PlacesPerStudent, int Choices, int AnswerDays, int TakeBackMinutes, bool RankedOnly, double MinSharedHours, Weights Weights, bool SignUpIsYes);

internal sealed record PolicyChange(string Objective, int? Floor, int PlacesPerStudent, int Choices, int AnswerDays, int TakeBackMinutes, bool RankedOnly, double MinSharedHours, Weights Weights, bool SignUpIsYes);

/// <summary>Each high, medium, low or off.</summary>
internal sealed record Weights(string Interests, string Goals, string Stage, string Languages, string Time, string Asked, string Rankings);

internal sealed record StartedRun(Guid Id, int Number);

internal sealed record RunRow(Guid Id, int Number, string State, DateTimeOffset CreatedAt, int Matched, int Students, bool Published);

internal sealed record Run(Guid Id, Guid CohortId, int Number, string State, RunProgress? Progress, int PolicyVersion, string Objective, long Seed, string? Certificate, int Matched, int Students, int Mentors, int PlacesLeft,
    Bands? Bands, ChoicesObtained? Choices, double? Mean, double? Worst, double? Seconds, DateTimeOffset CreatedAt, Guid? By, int Pinned, bool Published, AgainstPrevious? AgainstPrevious, bool CanUndo);

/// <summary>A run worked out again, beside what was stored of it.</summary>
internal sealed record Replay(bool Same, int Pairs, int Differing, double Milliseconds, string Certificate);

internal sealed record RunProgress(int Done, int Total, string? Step);

internal sealed record Bands(int Strong, int Good, int Possible, int Stretch);

internal sealed record ChoicesObtained(int First, int TopThree, int Ranked);

internal sealed record AgainstPrevious(int Same, int Moved, int New, int Lost);

internal sealed record RunPairs(int Total, RunPair[] Items);

internal sealed record RunPair(Guid StudentId, Guid MentorId, string Band, int? Choice, Reason[] Reasons, bool Pinned, string? Since);

internal sealed record Unmatched(Guid StudentId, string Code, string Sentence, string? Change);

/// <summary>No mentor releases the student; the mode is fewest (least changes to others) or best (solved anew).</summary>
internal sealed record PriceQuestion(Guid StudentId, Guid? MentorId, string Mode);

internal sealed record Price(PriceSide? Now, PriceSide? After, double MeanBefore, double MeanAfter, double WorstBefore, double WorstAfter, int MatchedBefore, int MatchedAfter, PriceMove[]? Moves, RuleBent? RuleBent, string? PriceToken, double Milliseconds);

internal sealed record PriceSide(Guid? MentorId, string? Band);

internal sealed record PriceMove(Guid StudentId, Guid? FromMentorId, Guid? ToMentorId, string? FromBand, string? ToBand, int? FromChoice, int? ToChoice);

internal sealed record RuleBent(string Code, string Sentence, bool MayBend);

internal sealed record Move(Guid StudentId, Guid? MentorId, string Mode, string PriceToken, bool Bend, string Reason, string? Text);

internal sealed record Moved(Guid RunId, int Number);

internal sealed record Publication(DateTimeOffset GoesOutAt, int Pairs);
