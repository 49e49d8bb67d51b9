namespace Mentorship.Contracts;

/// <summary>A cohort exists and takes people. Matching makes policy version 1 for it.</summary>
public sealed record CohortOpened
{
    /// <summary>The cohort; the subject of <see cref="Version"/>.</summary>
    public required Guid CohortId { get; init; }

    /// <summary>The programme it belongs to; coordinators see a cohort through its programme.</summary>
    public required Guid ProgrammeId { get; init; }

    /// <summary><c>batch</c> or <c>rolling</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Version of the cohort's row; a consumer ignores one it has already passed.</summary>
    public required int Version { get; init; }

    /// <summary>When the coordinator opened it, UTC.</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>The cohort of the same programme that it was opened after, whose policy it begins with; or null.</summary>
    public Guid? PolicyOf { get; init; }
}

/// <summary>
/// Something Matching may use about a student changed. A nudge without content: whoever keeps a copy pulls a
/// fresh view from Profile.
/// </summary>
public sealed record StudentChanged
{
    /// <summary>The person; the subject of <see cref="Version"/>.</summary>
    public required Guid StudentId { get; init; }

    /// <summary>Version of the person's row, shared by both of their roles.</summary>
    public required int Version { get; init; }

    /// <summary>When it changed, UTC.</summary>
    public required DateTimeOffset ChangedAt { get; init; }
}

/// <summary>As <see cref="StudentChanged"/>, for a mentor: attributes, capacity, minimum, pause.</summary>
public sealed record MentorChanged
{
    /// <summary>The person; the subject of <see cref="Version"/>.</summary>
    public required Guid MentorId { get; init; }

    /// <summary>Version of the person's row, shared by both of their roles.</summary>
    public required int Version { get; init; }

    /// <summary>When it changed, UTC.</summary>
    public required DateTimeOffset ChangedAt { get; init; }
}

/// <summary>
/// A person's addresses changed: one was added, given up, or made the first; or the office helps them back in, or voided what
/// they sign in with; or they read applications no more. What it is now is pulled from Profile.
/// </summary>
public sealed record AddressesChanged
{
    /// <summary>The person; the subject of <see cref="Version"/>.</summary>
    public required Guid PersonId { get; init; }

    /// <summary>Version of the person's row.</summary>
    public required int Version { get; init; }

    /// <summary>When it changed, UTC.</summary>
    public required DateTimeOffset ChangedAt { get; init; }
}

/// <summary>
/// The programme asks a person in. The Portal makes or widens the account, Notification sends the invitation;
/// both pull the contact details from Profile.
/// </summary>
public sealed record PersonInvited
{
    /// <summary>The person, which is also the account and the token's subject.</summary>
    public required Guid PersonId { get; init; }

    /// <summary>The programme that invites.</summary>
    public required Guid ProgrammeId { get; init; }

    /// <summary>The cohort, or null where the role is the whole programme's.</summary>
    public Guid? CohortId { get; init; }

    /// <summary>
    /// <c>student</c>, <c>mentor</c>, <c>coordinator</c>, <c>reader</c>, <c>reviewer</c> or <c>administrator</c>; <c>applicant</c> for somebody
    /// whose application has arrived and waits; <c>delegate</c> for who answers for a mentor.
    /// </summary>
    public required string Role { get; init; }

    /// <summary>The mentor for whom a <c>delegate</c> answers; null for every other role.</summary>
    public Guid? MentorId { get; init; }

    /// <summary>Version of the person's row at the invitation.</summary>
    public required int Version { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset InvitedAt { get; init; }
}

/// <summary>
/// A coordinator decided an application without giving a place. Notification tells the person; whoever is admitted is told by
/// <see cref="PersonInvited"/>.
/// </summary>
public sealed record ApplicationDecided
{
    /// <summary>The application; the subject of <see cref="Version"/>.</summary>
    public required Guid ApplicationId { get; init; }

    /// <summary>Who applied.</summary>
    public required Guid PersonId { get; init; }

    /// <summary>The programme.</summary>
    public required Guid ProgrammeId { get; init; }

    /// <summary>The cohort applied to.</summary>
    public required Guid CohortId { get; init; }

    /// <summary><c>waitlisted</c> or <c>refused</c>.</summary>
    public required string Decision { get; init; }

    /// <summary>Version of the application's row.</summary>
    public required int Version { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset DecidedAt { get; init; }
}

/// <summary>
/// Somebody is to be erased, after some days in which that can be taken back. Notification tells them, whoever asked: nobody
/// disappears without knowing.
/// </summary>
public sealed record ErasureAsked
{
    /// <summary>Who is to be erased.</summary>
    public required Guid PersonId { get; init; }

    /// <summary>True where the office wrote down what came by letter.</summary>
    public required bool ByOffice { get; init; }

    /// <summary>Until then it can be taken back, UTC.</summary>
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>Version of the person's row when it was asked.</summary>
    public required int Version { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset AskedAt { get; init; }
}

/// <summary>
/// Nobody asked, but the time for which somebody's programmes keep people is nearly over. Notification tells them once; on the
/// day they are erased, unless they take part again or have it kept.
/// </summary>
public sealed record ErasureForeseen
{
    /// <summary>Who is to be erased; the subject of <see cref="Version"/>.</summary>
    public required Guid PersonId { get; init; }

    /// <summary>The day, as <c>yyyy-MM-dd</c>.</summary>
    public required string Day { get; init; }

    /// <summary>Version of what was said to the person about it.</summary>
    public required int Version { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset ForeseenAt { get; init; }
}

/// <summary>
/// Somebody named the guardian of a minor. Notification pulls from Profile who it is and writes to them once, unless the
/// question has been answered or withdrawn by then.
/// </summary>
public sealed record GuardianAsked
{
    /// <summary>The question; another one, with another id, makes it void.</summary>
    public required Guid AskingId { get; init; }

    /// <summary>The minor.</summary>
    public required Guid StudentId { get; init; }

    /// <summary>The programme it is about.</summary>
    public required Guid ProgrammeId { get; init; }

    /// <summary>A cohort of the programme that the minor is in; its coordinators see whether the mail went out.</summary>
    public required Guid CohortId { get; init; }

    /// <summary>Version of what is known of the guardian's consent.</summary>
    public required int Version { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset AskedAt { get; init; }
}

/// <summary>
/// A training that somebody has done counts only for some days more. Notification reminds them and pulls from Profile what it
/// is called. Whoever renews it is not reminded of that day again.
/// </summary>
public sealed record RenewalAsked
{
    /// <summary>The training.</summary>
    public required Guid TrainingId { get; init; }

    /// <summary>Who has done it; both ids are the subject of <see cref="Version"/>.</summary>
    public required Guid PersonId { get; init; }

    /// <summary>The programme that asks for it.</summary>
    public required Guid ProgrammeId { get; init; }

    /// <summary>The last day on which it counts, as <c>yyyy-MM-dd</c>.</summary>
    public required string LastDay { get; init; }

    /// <summary>Which reminder this is: the one 30 or the one 7 days before.</summary>
    public required int DaysBefore { get; init; }

    /// <summary>Version of what is known of the completion.</summary>
    public required int Version { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset AskedAt { get; init; }
}

/// <summary>A coordinator answered what somebody had asked to be put right. Notification tells the person; what it was about stays in Profile.</summary>
public sealed record CorrectionDecided
{
    /// <summary>The correction; the subject of <see cref="Version"/>.</summary>
    public required Guid CorrectionId { get; init; }

    /// <summary>Who had asked.</summary>
    public required Guid PersonId { get; init; }

    /// <summary>The programme whose coordinator answered.</summary>
    public required Guid ProgrammeId { get; init; }

    /// <summary><c>done</c> or <c>refused</c>.</summary>
    public required string Decision { get; init; }

    /// <summary>Version of the correction's row.</summary>
    public required int Version { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset DecidedAt { get; init; }
}

/// <summary>Choices of a cohort were imported and checked; Matching pulls them as requests.</summary>
public sealed record RankingsImported
{
    /// <summary>The cohort whose students ranked.</summary>
    public required Guid CohortId { get; init; }

    /// <summary>The import to pull the choices from.</summary>
    public required Guid ImportId { get; init; }

    /// <summary>Version of the cohort's row: a later import of choices carries a greater one and has the last word.</summary>
    public required int Version { get; init; }

    /// <summary>When the import was applied, UTC.</summary>
    public required DateTimeOffset ImportedAt { get; init; }
}

/// <summary>
/// A person is erased: Profile has forgotten them, and whoever keeps a copy does the same and says so with
/// <see cref="ErasureDone"/>. Nothing that is said of the person later brings anything back.
/// </summary>
public sealed record PersonErased
{
    /// <summary>The person; the subject of <see cref="Version"/>. The id is never given to anybody again.</summary>
    public required Guid PersonId { get; init; }

    /// <summary>Greater than every version that was told of the person.</summary>
    public required int Version { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset ErasedAt { get; init; }
}

/// <summary>A service has nothing any more of a person who was erased.</summary>
public sealed record ErasureDone
{
    /// <summary>The erased person.</summary>
    public required Guid PersonId { get; init; }

    /// <summary><c>matching</c>, <c>notification</c> or <c>portal</c>.</summary>
    public required string Service { get; init; }

    /// <summary>That of the <see cref="PersonErased"/> it answers.</summary>
    public required int Version { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset DoneAt { get; init; }
}
