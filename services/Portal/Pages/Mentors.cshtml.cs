using Mentorship.Portal.Clients;
using Mentorship.Portal.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Mentorship.Portal.Pages;

/// <summary>The mentors open to a student, best fit first. In a batch cohort they are ranked; in a rolling one the student asks one of them.</summary>
internal sealed class MentorsModel(MatchingClient matching, Shell.People people, Reader reader, TimeProvider time) : PersonalPage(reader, time)
{
    const int Size = 12;

    internal sealed record Shown(OpenMentor Mentor, Card Card)
    {
        public string Anchor => $"m-{Mentor.MentorId:N}";

        /// <summary>Three are read, ten are not.</summary>
        public IEnumerable<Reason> Telling => Mentor.Reasons.Where(r => !r.Against).Take(3).Concat(Mentor.Reasons.Where(r => r.Against).Take(2));
    }

    internal sealed record Listed(ListEntry Entry, Card Card);

    [BindProperty(SupportsGet = true)]
    public Guid CohortId { get; set; }

    /// <summary>Read from the query alone, because Razor Pages keeps a route value of that name for itself.</summary>
    public int Number => int.TryParse(Request.Query["page"], out var page) && page > 1 ? page : At is > 1 and var at ? at : 1;

    /// <summary>The page of the list that a form was sent from, and the place on it.</summary>
    [BindProperty]
    public int? At { get; set; }

    [BindProperty]
    public string? From { get; set; }

    public CohortSummary? Cohort { get; private set; }

    /// <summary>With whom an offer is open or a pair is active.</summary>
    public Card? PairWith { get; private set; }

    public StudentStatus Status { get; private set; } = null!;

    public Listed[] List { get; private set; } = [];

    public Shown[] Mentors { get; private set; } = [];

    public int Total { get; private set; }

    /// <summary>Whom to ask instead, after a refusal.</summary>
    public Shown[] Instead { get; private set; } = [];

    public Pager Pager => new(Number, Size, Total, "mentors");

    public bool Rolling => Status.IsRolling;

    public int Room => Status.ListLimit - List.Length;

    /// <summary>Nothing is asked or changed while a pair is open.</summary>
    public bool MayAsk => Rolling && Status.Pair is null && Status.NextCode != "guardianAgrees";

    /// <summary>The first of the list who has a place: asked with the page's one primary act.</summary>
    public Listed? ToAsk => MayAsk ? List.FirstOrDefault(l => l.Entry is { Free: > 0, Band: not null, State: not "declined" }) : null;

    public async Task<IActionResult> OnGet() => await Load() ? Page() : NotFound();

    public Task<IActionResult> OnPostAdd(Guid mentorId) => Save(mentorId, list => [.. list.Where(m => m != mentorId), mentorId], card => $"{card.Name} is on your list.");

    public Task<IActionResult> OnPostRemove(Guid mentorId) => Save(mentorId, list => [.. list.Where(m => m != mentorId)], card => $"{card.Name} is off your list.");

    public Task<IActionResult> OnPostUp(Guid mentorId) => Save(mentorId, list => Moved(list, mentorId, -1), card => $"{card.Name} moved up.");

    public Task<IActionResult> OnPostDown(Guid mentorId) => Save(mentorId, list => Moved(list, mentorId, +1), card => $"{card.Name} moved down.");

    public async Task<IActionResult> OnPostAsk(Guid mentorId)
    {
        var asked = await matching.Ask(CohortId, mentorId, Gone);
        var card = (await people.Cards([mentorId], Gone)).Or(mentorId);
        if (asked.Ok)
            return Then($"/mentors/{CohortId}", Good($"You have asked {card.Name}.", asked.Value?.Deadline is { } by
                ? $"A place is held for you, and an answer comes by {Moment(by)}. We write to you the same day."
                : "A place is held for you until the answer is here. We write to you the same day."));
        if (!await Load()) return NotFound();
        Note = new("warn", $"{card.Name} was not asked.", asked.Refused!.Sentence);
        if (asked.Refused.Next is { Length: > 0 } next && await matching.OpenMentors(CohortId, next, Gone) is { } others)
            Instead = [.. next.Select(id => others.Items.FirstOrDefault(m => m.MentorId == id)).OfType<OpenMentor>().Take(3).Select(Show(await people.Cards(next, Gone)))];
        return Page();
    }

    static Guid[] Moved(Guid[] list, Guid mentor, int by)
    {
        var at = Array.IndexOf(list, mentor);
        if (at < 0 || at + by < 0 || at + by >= list.Length) return list;
        (list[at], list[at + by]) = (list[at + by], list[at]);
        return list;
    }

    async Task<IActionResult> Save(Guid mentorId, Func<Guid[], Guid[]> change, Func<Card, string> says)
    {
        if ((await matching.StudentStatus(Gone)).FirstOrDefault(s => s.CohortId == CohortId) is not { } status) return NotFound();
        var saved = await matching.SaveList(CohortId, change([.. (status.List ?? []).OrderBy(e => e.Rank).Select(e => e.MentorId)]), Gone);
        var card = (await people.Cards([mentorId], Gone)).Or(mentorId);
        if (saved.Ok)
        {
            var page = Number > 1 ? $"?page={Number}" : "";
            return Then($"/mentors/{CohortId}{page}#{(From is { Length: > 0 } from ? Uri.EscapeDataString(from) : "list")}", Good(says(card), $"Saved {Words.Clock(Now, Zone)}."));
        }
        if (!await Load()) return NotFound();
        Note = Note.Refused(saved.Refused!);
        return Page();
    }

    async Task<bool> Load()
    {
        if ((await matching.StudentStatus(Gone)).FirstOrDefault(s => s.CohortId == CohortId) is not { } status) return false;
        Status = status;
        Cohort = await people.Cohort(CohortId, Gone);
        var open = await matching.OpenMentors(CohortId, Number, Size, Gone) ?? new OpenMentors(0, []);
        Total = open.Total;
        var list = (status.List ?? []).OrderBy(e => e.Rank).ToList();
        var cards = await people.Cards([.. open.Items.Select(m => m.MentorId), .. list.Select(e => e.MentorId), .. status.Pair is { } pair ? [pair.MentorId] : Array.Empty<Guid>()], Gone);
        Mentors = [.. open.Items.Select(Show(cards))];
        List = [.. list.Select(e => new Listed(e, cards.Or(e.MentorId)))];
        PairWith = status.Pair is { } with ? cards.Or(with.MentorId) : null;
        return true;
    }

    static Func<OpenMentor, Shown> Show(IReadOnlyDictionary<Guid, Card> cards) => mentor => new Shown(mentor, cards.Or(mentor.MentorId));
}

/// <summary>A card of the list, or the same again among those suggested after a refusal.</summary>
internal sealed record MentorCard(MentorsModel Page, MentorsModel.Shown Shown, bool Again);
