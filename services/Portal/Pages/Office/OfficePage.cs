using System.Security.Cryptography;
using System.Text.Json;
using Mentorship.Portal.Clients;
using Mentorship.Portal.Shell;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Mentorship.Portal.Pages.Office;

/// <summary>What every page of one cohort works with: the services, names, the reader's clock.</summary>
internal sealed class Desk(ProfileClient profile, MatchingClient matching, Shell.People people, Reader reader, TimeProvider time)
{
    public ProfileClient Profile => profile;
    public MatchingClient Matching => matching;
    public Shell.People People => people;
    public Reader Reader => reader;
    public TimeProvider Time => time;
}

/// <summary>A page of the coordinators' office: the cohort it is about, people's names, and what the last act did.</summary>
internal abstract class OfficePage(Desk desk) : PageModel
{
    /// <summary>What is said once, after a redirect.</summary>
    const string Said = "said";

    TimeZoneInfo zone = TimeZoneInfo.Utc;

    [BindProperty(SupportsGet = true, Name = "cohortId")]
    public Guid CohortId { get; set; }

    public CohortDetail Cohort { get; private set; } = null!;
    /// <summary>Runs the installation, and sees no people by that.</summary>
    public bool Administrator => Reader.Administrates;

    /// <summary>Runs a programme at least, and sees its people.</summary>
    public bool Coordinates => Reader.Coordinates;

    public Names Names { get; } = new(desk);
    public Note? Note { get; set; }

    /// <summary>What is wrong with the form that came back.</summary>
    public Mistakes Mistakes { get; protected set; } = Mistakes.None;

    /// <summary>The page of a list. Read from the query alone, because Razor Pages keeps a route value of that name for itself.</summary>
    public int Number => int.TryParse(Request.Query["page"], out var page) && page > 1 ? page : 1;

    protected ProfileClient Profile => desk.Profile;
    protected MatchingClient Matching => desk.Matching;
    protected Reader Reader => desk.Reader;
    protected TimeProvider Time => desk.Time;
    protected CancellationToken Gone => HttpContext.RequestAborted;

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        zone = await desk.Reader.Zone();
        if (CohortId != Guid.Empty)
        {
            // The administrator may know of a cohort, but its pages are for those who run it.
            if (await desk.Profile.Cohort(CohortId, Gone) is not { } cohort || !User.Coordinates(cohort.ProgrammeId))
            {
                context.Result = NotFound();
                return;
            }
            Cohort = cohort;
            // A cohort is run by its own clock: coordinators rarely have a profile to say theirs.
            if (TimeZoneInfo.TryFindSystemTimeZoneById(cohort.TimeZone, out var own)) zone = own;
            ViewData["Cohort"] = CohortId;
            Names.Cohort = CohortId;
            // Pages about one person open with a reason where names are hidden; the person's own page asks for it.
            if (this is not PersonModel && Guid.TryParse($"{RouteData.Values["personId"]}", out var person))
            {
                await Names.LoadAsync([person], Gone);
                if (Names.Hides(person))
                {
                    context.Result = Redirect(To($"people/{person}"));
                    return;
                }
            }
        }
        // Read by hand: a property bound to it is filled only after this.
        if (!Browser.AsksByItself(Request) && TempData[Said] is string said) Note = JsonSerializer.Deserialize<Note>(said);
        var done = await next();
        if (done.Exception is not NotThere || done.ExceptionHandled) return;
        done.ExceptionHandled = true;
        // Profile opens a cohort, and Matching hears of it a moment later: the board says so and waits.
        done.Result = Cohort is not null && await desk.Matching.Board(CohortId, Gone) is null ? Redirect(To()) : NotFound();
    }

    /// <summary>What is missing or not this coordinator's is a page that does not exist.</summary>
    protected static T Found<T>(T? answer) where T : class => answer ?? throw new NotThere();

    /// <summary>Sends the reader to a page and says there what was done.</summary>
    protected IActionResult Then(string url, Note note)
    {
        TempData[Said] = JsonSerializer.Serialize(note);
        return Redirect(url);
    }

    public static Note Good(string strong, string text = "") => new("good", strong, text);

    public static Note Bad(Refused refused) => refused.Fields.Count == 0
        ? Note.Refused(refused)
        : new("bad", "Something needs a correction.", string.Join(' ', refused.Fields.Values.SelectMany(m => m)) + " Nothing was changed.");

    /// <summary>A form comes back with its mistakes at their fields, or with why it was refused.</summary>
    protected void Refuse(Refused no)
    {
        Mistakes = new(no.Fields);
        if (!Mistakes.Any) Note = Bad(no);
    }

    /// <summary>The cohort's own clock.</summary>
    protected TimeZoneInfo Zone => zone;

    public string To(string? rest = null) => rest is null ? $"/office/{CohortId}" : $"/office/{CohortId}/{rest}";

    public string Moment(DateTimeOffset at) => Words.ShortMoment(at, zone, desk.Time.GetUtcNow());

    /// <summary>When a day begins by the cohort's clock.</summary>
    protected DateTimeOffset StartOf(DateOnly day) => new(day, TimeOnly.MinValue, zone.GetUtcOffset(day.ToDateTime(TimeOnly.MinValue)));

    public string Day(DateTimeOffset at) => Words.Day(at, zone, desk.Time.GetUtcNow());

    public string Clock(DateTimeOffset at) => Words.Clock(at, zone);

#pragma warning disable CA1032, CA1064 // thrown and caught in this class alone
    sealed class NotThere : Exception;
#pragma warning restore CA1032, CA1064
}

/// <summary>Names for a page of ids, fetched in one call; where a cohort hides names, a word in their place.</summary>
internal sealed class Names(Desk desk)
{
    Dictionary<Guid, Card> cards = [];

    /// <summary>The cohort whose policy says whether names are shown.</summary>
    public Guid Cohort { get; set; }

    /// <summary>This cohort hides names of who has no pair.</summary>
    public bool Hiding { get; private set; }

    public Card this[Guid id] => cards.Or(id);

    public bool Know(Guid id) => cards.ContainsKey(id);

    public string Of(Guid? id) => id is { } known ? this[known].Name : "nobody";

    public bool Hides(Guid id) => this[id].Hidden;

    public async Task LoadAsync(IEnumerable<Guid?> ids, CancellationToken ct)
    {
        Guid[] wanted = [.. ids.OfType<Guid>().Where(id => id != Guid.Empty).Distinct()];
        var found = new Dictionary<Guid, Card>(await desk.People.Cards(wanted, ct));
        if (Cohort != Guid.Empty)
        {
            var hidden = await desk.Matching.Hidden(Cohort, wanted, ct);
            Hiding = hidden.On;
            foreach (var (id, role) in hidden.Mentors.Select(id => (id, "Mentor")).Concat(hidden.Students.Select(id => (id, "Student"))))
                found[id] = found.Or(id).Behind($"{role} {Code(id)}");
        }
        cards = found;
    }

    /// <summary>The same in every page of one cohort, and nothing in another.</summary>
    string Code(Guid id)
    {
        const string letters = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
        var hash = SHA256.HashData([.. Cohort.ToByteArray(), .. id.ToByteArray()]);
        return string.Create(5, hash, (to, from) =>
        {
            for (var i = 0; i < to.Length; i++) to[i] = letters[from[i] % letters.Length];
        });
    }
}

/// <summary>Where a draft is on its way: 1 by hand, 2 filling in, 3 review, 4 publish.</summary>
internal sealed record OfficeStage(int Step, int Pins);
