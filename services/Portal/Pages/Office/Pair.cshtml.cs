using Mentorship.Portal.Clients;
using Mentorship.Portal.Shell;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;

namespace Mentorship.Portal.Pages.Office;

/// <summary>The main road: one student, ten best mentors, one press; or the same from a mentor's side. Nothing leaves the office, and Undo is beside the pin.</summary>
internal sealed class PairModel(Desk desk) : OfficePage(desk)
{
    public const int Size = 14;
    const int MentorsAtOnce = 60, PinsAtOnce = 6, MostPins = 60;

    [BindProperty(SupportsGet = true)]
    public Guid? Student { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? Mentor { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? From { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Stage { get; set; }

    /// <summary>Only those whose offer ended with a no or in silence.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Again { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool All { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool AllPins { get; set; }

    public bool FromMentor => Mentor is not null || From == "mentor";
    public Board Board { get; private set; } = null!;
    public Pin[] Pins { get; private set; } = [];
    public PoolStudent[] Students { get; private set; } = [];
    public PoolMentor[] Mentors { get; private set; } = [];
    public int QueueTotal { get; private set; }
    public MentorSuggestions? ForStudent { get; private set; }
    public StudentSuggestions? ForMentor { get; private set; }
    public PoolMentor? MentorLine { get; private set; }
    public PoolStudent? StudentLine { get; private set; }
    public Taxonomy Taxonomy { get; private set; } = null!;

    /// <summary>Students that a run would still have to find a mentor for.</summary>
    public int Rest => !FromMentor && !Again && string.IsNullOrEmpty(Stage) ? QueueTotal : Math.Max(0, Board.Counts.Waiting + Board.Counts.Unmatched + Board.Counts.InDraft - Pins.Length);

    public Guid? Who => FromMentor ? Mentor : Student;

    /// <summary>Whom the page turns to after this one; the same mentor while places are left.</summary>
    public Guid? Next { get; private set; }

    /// <summary>Whom it turns to when this one is left to the run.</summary>
    public Guid? After { get; private set; }

    public static int Left(PoolMentor m) => Math.Max(0, m.Places.Free - m.Pins);

    public static bool BelowMinimum(PoolMentor m) => m.Places.Held + m.Pins < m.Minimum;

    public IEnumerable<Pin> ShownPins => Pins.Take(AllPins ? MostPins : PinsAtOnce);

    public bool MorePins => !AllPins && Pins.Length > PinsAtOnce;

    public string Queue(Guid? who, bool all = false, bool allPins = false, int? page = null)
    {
        var query = new QueryBuilder();
        if (who is { } id) query.Add(FromMentor ? "mentor" : "student", $"{id}");
        else if (FromMentor) query.Add("from", "mentor");
        if (!string.IsNullOrEmpty(Stage)) query.Add("stage", Stage);
        if (Again) query.Add("again", "true");
        if ((page ?? Number) > 1) query.Add("page", $"{page ?? Number}");
        if (all) query.Add("all", "true");
        if (allPins) query.Add("allPins", "true");
        return To("pair") + query;
    }

    public async Task OnGetAsync()
    {
        Board = Found(await Matching.Board(CohortId, Gone));
        Pins = [.. (await Matching.Pins(CohortId, Gone)).OrderByDescending(p => p.At)];
        Taxonomy = await Profile.Taxonomy(Gone);
        if (FromMentor) await MentorsAsync();
        else await StudentsAsync();
        await Names.LoadAsync(Shown(), Gone);
    }

    IEnumerable<Guid?> Shown() =>
    [
        Who, .. ForStudent?.Suggestions.Select(s => (Guid?)s.MentorId) ?? [], .. (ForStudent?.Student.Choices ?? []).Select(c => (Guid?)c),
        .. ForMentor?.Suggestions.Select(s => (Guid?)s.StudentId) ?? [], .. Students.SelectMany(s => new[] { s.StudentId, s.Ended?.MentorId }), StudentLine?.Ended?.MentorId, .. Mentors.Select(m => (Guid?)m.MentorId),
        .. ShownPins.SelectMany(p => new Guid?[] { p.StudentId, p.MentorId }),
    ];

    async Task StudentsAsync()
    {
        var list = Found(await Matching.Students(CohortId, new(Again ? "again" : "unpaired", Stage), Number, Size, Gone));
        (Students, QueueTotal) = (list.Items, list.Total);
        Student ??= Students.FirstOrDefault()?.StudentId;
        if (Student is not { } who) return;
        var at = Array.FindIndex(Students, s => s.StudentId == who);
        After = at + 1 < Students.Length ? Students[at + 1].StudentId : Students.FirstOrDefault(s => s.StudentId != who)?.StudentId;
        Next = After;
        ForStudent = Found(await Matching.SuggestionsForStudent(CohortId, who, All, Gone));
        StudentLine = at >= 0 ? Students[at] : (await Matching.Students(CohortId, new(Ids: [who]), 1, 1, Gone))?.Items.FirstOrDefault();
    }

    async Task MentorsAsync()
    {
        var list = Found(await Matching.Mentors(CohortId, Number, MentorsAtOnce, null, Gone));
        Mentors = [.. list.Items.Where(m => Left(m) > 0 && !m.Paused && !m.Untrained).OrderByDescending(BelowMinimum).ThenByDescending(Left)];
        QueueTotal = list.Total;
        Mentor ??= Mentors.FirstOrDefault()?.MentorId;
        if (Mentor is not { } who) return;
        MentorLine = list.Items.FirstOrDefault(m => m.MentorId == who) ?? (await Matching.Mentors(CohortId, 1, 1, [who], Gone))?.Items.FirstOrDefault();
        var at = Array.FindIndex(Mentors, m => m.MentorId == who);
        After = at + 1 < Mentors.Length ? Mentors[at + 1].MentorId : Mentors.FirstOrDefault(m => m.MentorId != who)?.MentorId;
        Next = MentorLine is { } line && Left(line) > 1 ? who : After;
        ForMentor = Found(await Matching.SuggestionsForMentor(CohortId, who, Gone));
    }

    public async Task<IActionResult> OnPostPairAsync(Guid studentId, Guid mentorId, Guid? next)
    {
        await Names.LoadAsync([studentId, mentorId], Gone);
        var made = await Matching.PairByHand(CohortId, studentId, new(mentorId), Gone);
        if (made.Refused is { } no)
            return Then(Queue(FromMentor ? mentorId : studentId), no.Code == "CapacityFull"
                ? new Note("warn", no.Sentence, "Someone else was faster. Nothing was changed; the places below are the ones left now.")
                : Bad(no));
        return Then(Queue(next), Good($"{Names.Of(studentId)} and {Names.Of(mentorId)} are a pair by hand.", next is null ? "Undo takes it back." : "Here is the next one; Undo takes it back."));
    }

    public async Task<IActionResult> OnPostUndoAsync(Guid studentId, Guid mentorId)
    {
        await Names.LoadAsync([studentId, mentorId], Gone);
        var gone = await Matching.Unpin(CohortId, studentId, Gone);
        if (gone.Refused is { } no) return Then(Queue(Who), Bad(no));
        return Then(Queue(FromMentor ? mentorId : studentId), Good("Taken back.", $"{Names.Of(studentId)} and {Names.Of(mentorId)} are no pair any more. Nothing else changed."));
    }

    public async Task<IActionResult> OnPostFillAsync()
    {
        var started = await Matching.StartRun(CohortId, Gone);
        return started.Refused is { } no ? Then(Queue(null), Bad(no)) : Redirect(To($"runs/{started.Value!.Id}"));
    }
}
