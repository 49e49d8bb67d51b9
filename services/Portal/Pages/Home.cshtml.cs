using Mentorship.Portal.Clients;
using Mentorship.Portal.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Mentorship.Portal.Pages;

/// <summary>Where a student or mentor stands: what waits for them, what happens next and when. One person can be both.</summary>
internal sealed class HomeModel(MatchingClient matching, ProfileClient profile, GuardianClient guardians, Shell.People people, Reader reader, TimeProvider time) : PersonalPage(reader, time)
{
    /// <summary>A student's standing in one cohort; without an offer it is told in words.</summary>
    internal sealed record AsStudent(StudentStatus Status, CohortSummary? Cohort, PairCard? Pair, Choice[] Choices)
    {
        public string Programme => Cohort?.FullName ?? "Your programme";
    }

    internal sealed record Choice(ListEntry Entry, Card Card);

    internal sealed record AsMentor(MentorStatus Status, CohortSummary? Cohort, PairCard[] Offers, PairCard[] Mentees, PairCard[] Past)
    {
        public string Programme => Cohort?.FullName ?? "Your programme";
    }

    public AsStudent[] Students { get; private set; } = [];

    public AsMentor[] Mentors { get; private set; } = [];

    /// <summary>For minors: where they stand with their guardian.</summary>
    public OwnGuardian[] Guardians { get; private set; } = [];

    /// <summary>Applications and past programmes, for who takes part in none now.</summary>
    public PathwayStep[] Pathway { get; private set; } = [];

    /// <summary>Whether something on their own page was not looked at yet.</summary>
    public bool ProfileIsOpen { get; private set; }

    public string Name { get; private set; } = "";

    public string? OfficeEmail => Reader.OfficeEmail;

    public IEnumerable<PairCard> Waiting => [.. Students.Select(s => s.Pair).OfType<PairCard>().Concat(Mentors.SelectMany(m => m.Offers)).Where(p => p.AsksMe).OrderBy(p => p.Pair.Deadline)];

    public string Greeting => TimeZoneInfo.ConvertTime(Now, Zone).Hour switch { < 12 => "Good morning", < 18 => "Good afternoon", _ => "Good evening" };

    public async Task<IActionResult> OnGet()
    {
        if (!Reader.IsStudent && !Reader.IsMentor && Reader.HasOffice) return Redirect("/office");
        if (!Reader.IsStudent && !Reader.IsMentor && Reader.Reviews) return Redirect("/outcomes");
        if (!Reader.IsStudent && !Reader.IsMentor && Reader.Reads) return Redirect("/reading");
        var students = Reader.IsStudent ? await matching.StudentStatus(Gone) : [];
        Guardians = Reader.IsStudent ? await guardians.Own(Gone) : [];
        var mentors = Reader.IsMentor ? await matching.MentorStatus(Gone) : [];
        var others = students.SelectMany(s => (s.List ?? []).Select(e => e.MentorId).Concat(s.Pair is { } pair ? [pair.MentorId] : []))
            .Concat(mentors.SelectMany(m => All(m).Select(p => p.StudentId)));
        var cards = await people.Cards(others, Gone);
        Name = await Reader.ShortName();
        Students = [.. await Task.WhenAll(students.Select(async s => new AsStudent(s, await people.Cohort(s.CohortId, Gone),
            s.Pair is { } pair ? await Of(pair, asStudent: true, cards) : null,
            [.. (s.List ?? []).OrderBy(e => e.Rank).Select(e => new Choice(e, cards.Or(e.MentorId)))])))];
        Mentors = [.. await Task.WhenAll(mentors.Select(async m => new AsMentor(m, await people.Cohort(m.CohortId, Gone),
            [.. (await Of(m.Offers, cards)).OrderByDescending(o => o.AsksMe).ThenBy(o => o.Pair.Deadline)], await Of(m.Mentees, cards), await Of(m.Past, cards))))];
        if (await profile.Me(Gone) is { } me)
            ProfileIsOpen = (me.Student is { } s && ProfilePage.IsOpen(ProfileStep.OfStudent, s.Steps)) || (me.Mentor is { } m && ProfilePage.IsOpen(ProfileStep.OfMentor, m.Steps));
        if (Students.Length == 0 && Mentors.Length == 0)
        {
            Pathway = await profile.MyPathway(Gone);
            if (Pathway.Length == 0 && Reader.Answers) return Redirect("/for");
        }
        return Page();
    }

    static IEnumerable<Pair> All(MentorStatus mentor) => (mentor.Offers ?? []).Concat(mentor.Mentees ?? []).Concat(mentor.Past ?? []);

    async Task<PairCard[]> Of(Pair[]? pairs, IReadOnlyDictionary<Guid, Card> cards) => await Task.WhenAll((pairs ?? []).Select(p => Of(p, asStudent: false, cards)));

    async Task<PairCard> Of(Pair pair, bool asStudent, IReadOnlyDictionary<Guid, Card> cards) =>
        new(pair, asStudent, cards.Or(asStudent ? pair.MentorId : pair.StudentId), (await people.Cohort(pair.CohortId, Gone))?.FullName, Zone, Now);
}
