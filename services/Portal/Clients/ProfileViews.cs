namespace Mentorship.Portal.Clients;

internal sealed record Programme(Guid Id, string Name, string? Description, Cohort[] Cohorts);

internal sealed record Cohort(Guid Id, string Name, string Kind, DateOnly? OpensOn)
{
    public bool IsRolling => Kind == "rolling";
}

internal sealed record CohortDetail(Guid Id, Guid ProgrammeId, string ProgrammeName, string Name, string Kind, string TimeZone, DateOnly? OpensOn, int Students, int Mentors, int NotInvited)
{
    public bool IsRolling => Kind == "rolling";
}

internal sealed record CohortSummary(Guid Id, Guid ProgrammeId, string ProgrammeName, string Name, string Kind, string TimeZone)
{
    public bool IsRolling => Kind == "rolling";

    /// <summary>"Summer Scholars 2027", "Research Year, open all year".</summary>
    public string FullName => IsRolling ? $"{ProgrammeName}, {char.ToLowerInvariant(Name[0])}{Name[1..]}" : $"{ProgrammeName} {Name}";
}

internal sealed record Taxonomy(int Version, Term[] Terms, CodeName[] Stages, CodeName[] Languages)
{
    public string TermName(string code) => Terms.FirstOrDefault(t => t.Code == code)?.Name ?? code;

    public string StageName(string code) => Stages.FirstOrDefault(s => s.Code == code)?.Name ?? code;

    public string LanguageName(string code) => Languages.FirstOrDefault(l => l.Code == code)?.Name ?? code;
}

internal sealed record Term(string Code, string Name, string? Parent, string Kind);

/// <summary>A term that somebody may mean: the word that fits, where that is not its name, and the wider terms above it.</summary>
internal sealed record FoundTerm(string Code, string Name, string Kind, string? Said, string[] Under);

internal sealed record TermSuggestion(Guid Id, string Name, string Parent, string? Why, bool Mine, DateTimeOffset SuggestedAt, string State, string? Code, string? Answer, DateTimeOffset? AnsweredAt);

/// <summary>A merge before it is done, with how many people change over.</summary>
internal sealed record Merge(string Code, string Name, string Into, string IntoName, int People);

internal sealed record CodeName(string Code, string Name);

/// <summary>One person's own profile; a coordinator gets the same shape, restricted to the cohort.</summary>
internal sealed record Person(Guid Id, string Name, string Email, string? SecondEmail, int Version, StudentProfile? Student, MentorProfile? Mentor);

internal sealed record StudentProfile(string Stage, string[] Interests, string[] Goals, string[] Languages, string? TimeZone, string[] Availability, string? About,
    string? Format, string? Place, string? Rhythm, string[]? Steps, StudentCohort[] Cohorts);

internal sealed record StudentCohort(Guid CohortId, string ProgrammeName, string CohortName, string Kind, DateOnly? FirstDay, DateOnly? LastDay);

/// <param name="State"><c>in</c> for who takes part, else where the application stands.</param>
internal sealed record PathwayStep(
    Guid ProgrammeId, string ProgrammeName, Guid CohortId, string CohortName, string Kind, DateOnly OpensOn, string Role, string State, DateOnly? FirstDay, DateOnly? LastDay);

internal sealed record MentorProfile(string? Headline, string[] Interests, string[] Goals, string[] Stages, string[] Languages, string? TimeZone, string[] Availability, bool Flexible, string? About,
    string? Format, string? Place, string? Rhythm, string[]? Steps, MentorCohort[] Cohorts);

/// <summary>Who answers for a mentor, as the mentor wrote them down.</summary>
internal sealed record Assistant(Guid Id, string Name, string Email, DateTimeOffset NamedAt, DateTimeOffset? EndedAt, DateTimeOffset? ChangedAt);

internal sealed record AnsweredFor(Guid Id, string Name);

internal sealed record PageFor(Guid Id, string Name, int Version, MentorProfile Mentor);

/// <summary>What a student told in their own words.</summary>
internal sealed record Narrative(string Experiences, string Challenges, int Version);

internal sealed record MentorCohort(Guid CohortId, string ProgrammeName, string CohortName, string Kind, int Capacity, int Minimum, bool Paused);

/// <summary>What is null stays as it is.</summary>
internal sealed record StudentChange(string Step, int Version)
{
    public string? Stage { get; init; }
    public string[]? Interests { get; init; }
    public string[]? Goals { get; init; }
    public string[]? Languages { get; init; }
    public string? TimeZone { get; init; }
    public string[]? Availability { get; init; }
    public string? About { get; init; }
    public string? Format { get; init; }
    public string? Place { get; init; }
    public string? Rhythm { get; init; }
}

/// <summary>What is null stays as it is.</summary>
internal sealed record MentorChange(string Step, int Version)
{
    public string? Headline { get; init; }
    public string[]? Interests { get; init; }
    public string[]? Goals { get; init; }
    public string[]? Stages { get; init; }
    public string[]? Languages { get; init; }
    public string? TimeZone { get; init; }
    public string[]? Availability { get; init; }
    public bool? Flexible { get; init; }
    public string? About { get; init; }
    public string? Format { get; init; }
    public string? Place { get; init; }
    public string? Rhythm { get; init; }
    public PlacesChange[]? Places { get; init; }
}

/// <summary>A mentor of one's cohorts, by name.</summary>
internal sealed record NamedMentor(Guid Id, string Name, string Headline);

/// <summary>Whom a mentor may not be paired with, as they typed it.</summary>
internal sealed record DeclaredConflict(Guid Id, string Kind, string Words);

internal sealed record PlacesChange(Guid CohortId, int Capacity, int Minimum, bool Paused);

internal sealed record PeoplePage(int Total, int Students, int Mentors, PersonRow[] Items);

internal sealed record PersonRow(Guid Id, string Name, string Email, string Role, string? Stage, string? Headline, DateTimeOffset? InvitedAt, string[]? Interests);

internal sealed record FoundPeople(int Total, FoundPerson[] Items);

internal sealed record FoundPerson(Guid Id, string Name, string Email, string[] Interests, FoundPart[] Parts);

internal sealed record FoundPart(Guid CohortId, string ProgrammeName, string CohortName, string Role, string? Stage, string? Headline);

/// <summary>What is asked of people; what is left empty asks nothing.</summary>
internal sealed record PeopleQuestion(string? Q, Guid? Programme, Guid? Cohort, string? Role, string? Stage, string? Interest, string? Sort, IReadOnlyCollection<Guid> Without)
{
    public IEnumerable<(string Name, string Value)> Parts => new (string Name, string? Value)[]
    {
        ("q", Q), ("programme", Programme?.ToString()), ("cohort", Cohort?.ToString()), ("role", Role), ("stage", Stage), ("interest", Interest), ("sort", Sort),
    }.Concat(Without.Select(c => (Name: "without", Value: (string?)$"{c}"))).Where(p => !string.IsNullOrWhiteSpace(p.Value)).Select(p => (p.Name, p.Value!));
}

/// <summary>What one person may see of another: no address, no availability.</summary>
internal sealed record Card(Guid Id, string Name, string GivenName, string? Headline, string? Stage, string? StageName, string[] Interests, string? About)
{
    /// <summary>A word stands for the name, because the cohort hides it.</summary>
    public bool Hidden { get; private init; }

    /// <summary>What may be seen of somebody whose name is hidden: stage and interests, no word of their own.</summary>
    public Card Behind(string word) => this with { Name = word, GivenName = word, Headline = null, About = null, Hidden = true };
}

internal sealed record Contact(Guid Id, int Version, bool Erased, string? Name, string? Email, string? SecondEmail, string? RecoveryEmail, int SignInResets, string? TimeZone, string[]? Roles);

/// <param name="Checked">in-person, call or record.</param>
internal sealed record Recovery(string? Email, string? Checked, DateTimeOffset? StartedAt, DateTimeOffset? EndsAt);

internal sealed record Coordinator(Guid Id, string Name, string Email, DateTimeOffset AppointedAt, DateTimeOffset? Recovering);

internal sealed record ImportView(Guid Id, Guid CohortId, string Kind, string FileName, string State, int Lines, int Added, int Changed, int Same, int Bad, int Done, ImportProblem[]? Problems, int ProblemsTotal, DateTimeOffset CreatedAt);

internal sealed record ImportProblem(int Line, string? Column, string? Written, string Reason, string Severity);

/// <summary>The columns there are, and those a file has with what each means or is taken to mean.</summary>
internal sealed record ImportColumns(string[] Known, string[] Required, ImportColumn[] Head);

internal sealed record ImportColumn(string Name, string? Means, string[] Examples);

internal sealed record NewPerson(string Role, string Email, string Name, string? Stage, string[]? Stages, string[] Interests, int? Capacity = null);

internal sealed record ProgrammeTrainings(Guid ProgrammeId, string ProgrammeName, Training[] Trainings);

internal sealed record Training(Guid Id, string Title, string? Link, string Audience, string Need, int? MonthsValid, int Version, int Done, int People);

internal sealed record TrainingChange(string? Title, string? Link, string? Audience, string? Need, int? MonthsValid, int Version = 0);

/// <summary>A training and where one person stands with it: missing, done, soon or expired.</summary>
internal sealed record PersonalTraining(Guid Id, string ProgrammeName, string Title, string? Link, string Audience, string Need, string State, DateOnly? CompletedOn, DateOnly? ExpiresOn, string? Proof, bool StatedByOffice)
{
    public bool Counts => State is "done" or "soon";
}

internal sealed record Made(Guid PersonId);

internal sealed record InvitedCount(int Invited);

/// <summary>The day on which one is erased because one's time is over, or until when it is kept because one asked for it.</summary>
internal sealed record OwnFarewell(DateOnly? DueOn, DateOnly? KeptUntil);

/// <summary>For how many months a programme keeps people's data; null until they are erased.</summary>
internal sealed record Retention(Guid ProgrammeId, string ProgrammeName, int? Months, int Version, CohortEnd[] Cohorts);

internal sealed record CohortEnd(Guid Id, string Name, DateOnly OpensOn, DateOnly? EndsOn, int Version);

/// <summary>What one asked to be put right, and the programmes one can ask.</summary>
internal sealed record OwnCorrections(AskableProgramme[] Programmes, OwnCorrection[] Corrections);

internal sealed record AskableProgramme(Guid Id, string Name);

/// <summary>Asked, done or refused with a reason.</summary>
internal sealed record OwnCorrection(
    Guid Id, Guid ProgrammeId, string ProgrammeName, string About, string Text, string State, string? Reason, DateTimeOffset AskedAt, DateTimeOffset? DecidedAt);

internal sealed record OpenCorrections(int Total, OpenCorrection[] Items);

internal sealed record OpenCorrection(
    Guid Id, Guid PersonId, string Name, Guid ProgrammeId, string ProgrammeName, Guid? CohortId, string About, string Text, DateTimeOffset AskedAt, int Version);

/// <summary>A request to be erased: asked, held or done. <see cref="Name"/> is there for who sees the person anyway.</summary>
internal sealed record Erasure(
    Guid PersonId, string? Name, string State, bool ByOffice, bool ByRule, DateTimeOffset AskedAt, DateTimeOffset DueAt, string? HoldReason, DateTimeOffset? HeldUntil,
    DateTimeOffset? DoneAt, ErasureStep[] Steps);

internal sealed record ErasureStep(string Service, DateTimeOffset? DoneAt);

/// <summary>One's own answers about oneself, with what the school allows and since which day.</summary>
internal sealed record Background(DateOnly? DecidedOn, Facet[] Facets);

internal sealed record Facet(
    string Code, string Name, string Question, CodeName[] Choices, bool Several, bool OwnWords, bool Protected, string Use, FacetAnswer? Answer, PurposeStep[] History)
{
    public bool IsAsked => Use != "notCollected";

    public bool MayMatch => Use is "matching" or "shared";

    public bool MayShow => Use == "shared";
}

/// <summary>Purpose is the owner's choice: reporting, matching or shared. Use is what the school lets become of it.</summary>
internal sealed record FacetAnswer(string[] Choices, string Words, bool Declined, string Wish, string Purpose, string Use, int Version, DateTimeOffset AnsweredAt);

internal sealed record PurposeStep(string? Purpose, DateTimeOffset At);

internal sealed record FacetChange(string[] Choices, string? Words, bool Declined, string Wish, string Purpose, int Version);

internal sealed record Shared(Guid Id, SharedFacet[] Facets);

internal sealed record SharedFacet(string Code, string Name, string[] Choices, string Words);

internal sealed record UseProfile(int Version, string? Counsel, DateOnly? DecidedOn, FacetUse[] Facets, EarlierUse[] Earlier);

internal sealed record FacetUse(string Code, string Name, bool Protected, string Use);

internal sealed record EarlierUse(int Version, string Counsel, DateOnly DecidedOn, DateTimeOffset MadeAt);

internal sealed record UseProfileChange(Dictionary<string, string> Uses, string? Counsel, DateOnly? DecidedOn, int Version);
