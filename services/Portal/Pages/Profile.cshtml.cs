using System.Globalization;
using Mentorship.Portal.Clients;
using Mentorship.Portal.Shell;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Mvc;

namespace Mentorship.Portal.Pages;

/// <summary>What a person says about themselves, as a student or as a mentor. What was typed is never lost, whatever the answer is.</summary>
internal sealed class ProfileModel(ProfileClient profile, MatchingClient matching, Shell.People people, Reader reader, TimeProvider time) : PersonalPage(reader, time)
{
    static readonly (string Id, string Name)[] Zones =
    [
        ("America/New_York", "Eastern Time, New York"), ("America/Chicago", "Central Time, Chicago"), ("America/Denver", "Mountain Time, Denver"),
        ("America/Phoenix", "Arizona, Phoenix"), ("America/Los_Angeles", "Pacific Time, Los Angeles"), ("America/Anchorage", "Alaska, Anchorage"),
        ("Pacific/Honolulu", "Hawaii, Honolulu"), ("America/Puerto_Rico", "Atlantic Time, Puerto Rico"), ("Europe/London", "United Kingdom, London"), ("Europe/Berlin", "Central Europe, Berlin"),
    ];

    [BindProperty(SupportsGet = true)]
    public string? As { get; set; }

    [BindProperty]
    public ProfileForm Form { get; set; } = new();

    public Person Me { get; private set; } = null!;

    public Taxonomy Taxonomy { get; private set; } = null!;

    public bool IsMentor { get; private set; }

    public bool IsBoth => Me is { Student: not null, Mentor: not null };

    public bool IsNeither => Me is { Student: null, Mentor: null };

    public Mistakes Mistakes { get; private set; } = Mistakes.None;

    public FreeWeek Week { get; private set; } = new([]);

    /// <summary>Places that are held, by cohort: capacity may go below, and those stay.</summary>
    public IReadOnlyDictionary<Guid, Places> Held { get; private set; } = new Dictionary<Guid, Places>();

    public string? OfficeEmail => Reader.OfficeEmail;

    public MentorCohort[] Cohorts => Me.Mentor?.Cohorts ?? [];

    public IEnumerable<(string Id, string Name)> ZoneChoices => string.IsNullOrEmpty(Form.TimeZone) || Zones.Any(z => z.Id == Form.TimeZone) ? Zones : [.. Zones, (Form.TimeZone, Form.TimeZone.Replace('_', ' '))];

    public async Task<IActionResult> OnGet()
    {
        if (!await Load()) return NotFound();
        if (IsMentor && Me.Mentor is { } mentor) Form = ProfileForm.Of(mentor, Me.Version);
        else if (Me.Student is { } student) Form = ProfileForm.Of(student, Me.Version);
        Week = new FreeWeek(Form.Hours);
        return Page();
    }

    public async Task<IActionResult> OnPost()
    {
        if (!await Load()) return NotFound();
        Week = new FreeWeek(Form.Hours);
        Form.Tidy();
        var saved = IsMentor ? await profile.ChangeMentor(Form.AsMentor(), Gone) : await profile.ChangeStudent(Form.AsStudent(), Gone);
        if (saved.Refused is not { } no)
        {
            people.Forget(User.PersonId());
            return Then(IsBoth ? $"/profile?as={(IsMentor ? "mentor" : "student")}" : "/profile",
                Good("Saved.", IsMentor ? "New suggestions and offers go by this from now on. Nobody who is with you now is affected." : "New suggestions go by this from now on. What is already offered stays as it is."));
        }
        Mistakes = new(no.Fields);
        if (no.Code == "ChangedMeanwhile")
        {
            Form.Version = Me.Version;
            Note = new("warn", "Your page was changed meanwhile, perhaps in another window.", "What you typed still stands here and is not saved yet. Save again to keep it, or", "/profile", "load what is saved");
        }
        else if (!Mistakes.Any) Note = Note.Refused(no);
        return Page();
    }

    public Picks Picks(string kind, string name, string legend, string hint, string example, string[] chosen) => new(
        kind, name, legend, hint, example, Mistakes.At(name), [.. Taxonomy.Terms.Where(t => t.Kind == kind)], chosen);

    /// <summary>Languages at hand: those chosen and the ones most spoken here; any other can be written.</summary>
    public IEnumerable<CodeName> LanguagesAtHand =>
        Taxonomy.Languages.Where(l => Form.Languages.Contains(l.Code) || l.Code is "en" or "es" or "zh" or "fr" or "ar" or "vi").OrderBy(l => l.Code == "en" ? 0 : 1).ThenBy(l => l.Name, StringComparer.Ordinal);

    public string NowIn(string zone) => TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var its) ? Words.Clock(Now, its) : "";

    async Task<bool> Load()
    {
        if (await profile.Me(Gone) is not { } me) return false;
        Me = me;
        Taxonomy = await profile.Taxonomy(Gone);
        IsMentor = me.Mentor is not null && (me.Student is null || As == "mentor");
        if (!IsMentor) return true;
        try
        {
            Held = (await matching.MentorStatus(Gone)).ToDictionary(m => m.CohortId, m => m.Places);
        }
        catch (ServiceDown)
        {
            // How many places are held is a help beside the field; the page stands without it.
        }
        return true;
    }
}

/// <summary>The form of both: what a student does not fill in stays empty.</summary>
internal sealed class ProfileForm
{
    public string? Stage { get; set; }
    public string? Headline { get; set; }
    public string[] Interests { get; set; } = [];
    public string[] Goals { get; set; } = [];
    public string[] Stages { get; set; } = [];
    public string[] Languages { get; set; } = [];
    public string? TimeZone { get; set; }
    public string[] Hours { get; set; } = [];
    public bool Flexible { get; set; }
    public string? About { get; set; }
    public PlacesForm[] Places { get; set; } = [];
    public int Version { get; set; }

    public static ProfileForm Of(StudentProfile s, int version) => new()
    {
        Stage = s.Stage, Interests = s.Interests, Goals = s.Goals, Languages = s.Languages, TimeZone = s.TimeZone, Hours = s.Availability, About = s.About, Version = version,
    };

    public static ProfileForm Of(MentorProfile m, int version) => new()
    {
        Headline = m.Headline, Interests = m.Interests, Goals = m.Goals, Stages = m.Stages, Languages = m.Languages, TimeZone = m.TimeZone, Hours = m.Availability,
        Flexible = m.Flexible, About = m.About, Version = version,
        Places = [.. m.Cohorts.Select(c => new PlacesForm { CohortId = c.CohortId, Capacity = c.Capacity, Minimum = c.Minimum, Paused = c.Paused })],
    };

    /// <summary>Fields left empty come as empty words.</summary>
    public void Tidy()
    {
        Interests = Kept(Interests);
        Goals = Kept(Goals);
        Stages = Kept(Stages);
        Languages = Kept(Languages);
        Hours = Kept(Hours);
    }

    public StudentChange AsStudent() => new(Stage ?? "", Interests, Goals, Languages, TimeZone, Hours, About, Version);

    public MentorChange AsMentor() => new(Headline, Interests, Goals, Stages, Languages, TimeZone, Hours, Flexible, About,
        [.. Places.Select(p => new PlacesChange(p.CohortId, p.Capacity, p.Minimum, p.Paused))], Version);

    static string[] Kept(string[] words) => [.. words.Where(w => !string.IsNullOrWhiteSpace(w)).Select(w => w.Trim()).Distinct()];
}

internal sealed class PlacesForm
{
    public Guid CohortId { get; set; }
    public int Capacity { get; set; }
    public int Minimum { get; set; }
    public bool Paused { get; set; }
}

/// <summary>
/// Hours of a usual week as one check box each, from 7 am to 10 pm. What somebody wrote that does not fit whole hours of the
/// grid stays, each stretch as a check box of its own, so that saving loses nothing.
/// </summary>
internal sealed class FreeWeek
{
    public const int First = 7, Last = 22;

    public static readonly string[] Days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    public static readonly string[] LongDays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

    readonly HashSet<(int Day, int Hour)> _cells = [];

    public FreeWeek(IEnumerable<string> written)
    {
        foreach (var entry in written)
        {
            var words = entry.Split(' ', '-');
            var day = words.Length == 3 ? Array.IndexOf(Days, words[0]) : -1;
            if (day < 0 || Minutes(words[1]) is not { } from || Minutes(words[2]) is not { } to || from >= to)
            {
                Others.Add(entry);
                continue;
            }
            var (start, end) = (Math.Max((from + 59) / 60, First), Math.Min(to / 60, Last));
            if (start >= end)
            {
                Others.Add(entry);
                continue;
            }
            for (var hour = start; hour < end; hour++) _cells.Add((day, hour));
            if (from < start * 60) Others.Add(Text(day, from, start * 60));
            if (to > end * 60) Others.Add(Text(day, end * 60, to));
        }
    }

    /// <summary>Stretches outside the grid.</summary>
    public List<string> Others { get; } = [];

    public int Count => _cells.Count;

    public bool Has(int day, int hour) => _cells.Contains((day, hour));

    public static string Value(int day, int hour) => Text(day, hour * 60, hour * 60 + 60);

    public static string Clock(int hour) => hour switch { 12 => "12\u00a0pm", > 12 => $"{hour - 12}\u00a0pm", _ => $"{hour}\u00a0am" };

    static string Text(int day, int from, int to) => string.Create(CultureInfo.InvariantCulture, $"{Days[day]} {Written(from)}-{Written(to)}");

    static string Written(int minutes) => minutes % 60 == 0 ? $"{minutes / 60:00}" : $"{minutes / 60:00}:{minutes % 60:00}";

    static int? Minutes(string written)
    {
        var parts = written.Split(':');
        if (!int.TryParse(parts[0], CultureInfo.InvariantCulture, out var hour)) return null;
        return hour * 60 + (parts.Length > 1 && int.TryParse(parts[1], CultureInfo.InvariantCulture, out var minutes) ? minutes : 0);
    }
}
