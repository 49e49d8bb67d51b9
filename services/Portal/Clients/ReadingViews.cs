namespace Mentorship.Portal.Clients;

/// <summary>How far the reading of an application is. Before both readings are in, no score.</summary>
internal sealed record ApplicationReading(int Number, int In, double? Mean, bool Differ, bool ThirdAsked, GivenScores[] Given);

/// <summary>What one reader read out of an application; the third place is the third reader's.</summary>
internal sealed record GivenScores(int Place, int Experiences, int Challenges, int Potential, string Note);

/// <summary>Who reads a cohort's applications, and how many are undecided, not shared out to two, and read by both.</summary>
internal sealed record CohortReaders(int Open, int ToShare, int Read, CohortReader[] Readers);

internal sealed record CohortReader(Guid Id, string Name, string Email, bool Blind, int Asked, int Given);

internal sealed record SharedOut(int Applications, int Readings, int Left);

/// <summary>One line of a reader's list.</summary>
internal sealed record ToRead(Guid ApplicationId, int Number, string Programme, string Cohort, bool Given, bool BothIn);

/// <summary>What a reader gives: three numbers from 1 to 5, and perhaps a note.</summary>
internal sealed record ReadingForm(int? Experiences, int? Challenges, int? Potential, string? Note);

/// <summary>An application without whose it is.</summary>
internal sealed record BlindApplication(
    Guid ApplicationId, int Number, string Programme, string Cohort, GivenAnswer[] Answers, int Place, GivenScores? Mine, bool MayChange, GivenScores[] Given, bool Differ);
