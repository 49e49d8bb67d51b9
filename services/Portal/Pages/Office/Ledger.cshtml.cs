using Mentorship.Portal.Clients;
using Mentorship.Portal.Shell;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Portal.Pages.Office;

/// <summary>What was decided in a cohort and its programme, when and by whom: the ledgers of Matching and of Profile as one timeline.</summary>
internal sealed class LedgerModel(Desk desk, PortalDb db) : OfficePage(desk)
{
    const int Size = 25, MostFound = 10;

    Guid[] administrators = [];

    /// <summary>Stands for acts of nobody in particular.</summary>
    public const string TheSystem = "system";

    [BindProperty(SupportsGet = true)]
    public string? Kind { get; set; }

    /// <summary>Who acted: a person's id, or the system.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Who { get; set; }

    /// <summary>Whom it concerned.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Person { get; set; }

    /// <summary>The same as somebody types it.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Name { get; set; }

    [BindProperty(SupportsGet = true, Name = "from")]
    public string? FirstDay { get; set; }

    [BindProperty(SupportsGet = true, Name = "to")]
    public string? LastDay { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Before { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public MergedLedger Ledger { get; private set; } = new([], null, null, 0);

    /// <summary>Who acted here, by name.</summary>
    public (Guid Id, string Name)[] Actors { get; private set; } = [];

    /// <summary>Several people whose names hold what was typed.</summary>
    public PersonRow[] Which { get; private set; } = [];

    public bool Asks => new[] { Kind, Who, Name, FirstDay, LastDay }.Any(a => !string.IsNullOrWhiteSpace(a)) || Person is not null;

    public async Task<IActionResult> OnGetAsync()
    {
        var (from, to) = (new TypedDate(FirstDay), new TypedDate(LastDay));
        Mistakes = Mistakes.Of(("from", from.Mistake), ("to", to.Mistake ?? (from.Day > to.Day ? "That is before the first day." : null)));
        if (!string.IsNullOrWhiteSpace(Name) && !Mistakes.Any && await FindAsync() is { } one) return Redirect(Shown(person: $"{one}"));
        if (!Mistakes.Any && Which.Length == 0)
        {
            // Rows over every number: nothing is newer there.
            var (before, after) = (LedgerCut.Parse(Before), LedgerCut.Parse(After));
            var asked = new LedgerQuestion(LedgerWords.ActsOf(Kind), Who == TheSystem ? Guid.Empty : Guid.TryParse(Who, out var actor) ? actor : null, Person,
                from.Day is { } first ? StartOf(first) : null, to.Day is { } last ? StartOf(last.AddDays(1)) : null, Size + 1);
            var matching = Matching.Ledger(CohortId, asked with { Before = before?.Matching, After = after is null ? null : after.Value.Matching ?? long.MaxValue }, Gone);
            var profile = Profile.Ledger(CohortId, asked with { Before = before?.Profile, After = after is null ? null : after.Value.Profile ?? long.MaxValue }, Gone);
            var (of, and) = (Found(await matching), Found(await profile));
            if ((after is { } cut ? MergedLedger.Forth(of, and, Size, cut) : MergedLedger.Back(of, and, Size, before)) is not { } merged) return Redirect(Shown());
            Ledger = merged;
            Guid[] actors = [.. of.Actors.Union(and.Actors)];
            await Names.LoadAsync([.. actors.Select(a => (Guid?)a), Person, .. Ledger.Acts.SelectMany(a => new[] { a.Entry.ActorId, a.Entry.SubjectId, a.Entry.PartnerId })], Gone);
            // Whoever runs the installation has an account and no page, so Profile has no name for them.
            var nameless = actors.Where(a => !Names.Know(a)).ToList();
            if (nameless.Count > 0) administrators = await db.Accounts.Where(a => nameless.Contains(a.Id) && a.Roles.Any(r => r.Role == "administrator")).Select(a => a.Id).ToArrayAsync(Gone);
            Actors = [.. actors.Select(a => (a, Actor(a))).OrderBy(a => a.Item2, StringComparer.CurrentCultureIgnoreCase)];
        }
        return Page();
    }

    /// <summary>Whose name was typed, where that is one person; else it says that there is nobody, or which there are.</summary>
    async Task<Guid?> FindAsync()
    {
        await Names.LoadAsync([], Gone);
        if (Names.Hiding)
        {
            Mistakes = Mistakes.Of(("name", "Names are hidden in this cohort, so nobody is found by theirs. Follow the link on somebody’s page."));
            return null;
        }
        var found = Found(await Profile.People(CohortId, null, Name, 1, MostFound, Gone)).Items.DistinctBy(p => p.Id).ToArray();
        if (found.Length == 0) Mistakes = Mistakes.Of(("name", $"Nobody of this cohort is called “{Name!.Trim()}”. Try a part of the name."));
        if (found.Length > 1) Which = found;
        return found.Length == 1 ? found[0].Id : null;
    }

    public LedgerLine Line(LedgerEntry entry) => new(entry, Moment);

    public IEnumerable<LedgerPart> Sentence(LedgerEntry entry) => LedgerWords.Sentence(entry, Line(entry), Actor, Names.Of);

    string Actor(Guid? id) => id is not { } who || Names.Know(who) ? Names.Of(id) : administrators.Contains(who) ? "An administrator" : "Someone not listed here";

    public string[] Facts(LedgerEntry entry) => entry.Details is null
        ? ["What was said about it went with the person."]
        : [.. LedgerWords.Of(entry.Act).Facts(Line(entry)).OfType<string>().Where(f => f.Length > 0)];

    /// <summary>This page, asked otherwise; from its newest act unless a cut is given.</summary>
    public string Shown(string? who = null, string? person = null, LedgerCut? before = null, LedgerCut? after = null, bool anybody = false) =>
        To("ledger") + new QueryBuilder(new (string Name, string? Value)[]
        {
            ("kind", Kind), ("who", who ?? Who), ("person", person ?? (anybody ? null : Person?.ToString())), ("from", FirstDay), ("to", LastDay), ("before", before?.ToString()), ("after", after?.ToString()),
        }.Where(p => !string.IsNullOrWhiteSpace(p.Value)).Select(p => KeyValuePair.Create(p.Name, p.Value!)));

    public string Of(LedgerPart name) => name.Acted ? Shown(who: $"{name.Person}") : Shown(person: $"{name.Person}");
}
