using Mentorship.Portal.Clients;
using Microsoft.AspNetCore.Mvc;

namespace Mentorship.Portal.Pages.Office;

/// <summary>The words people choose from: look one up, suggest one that is missing, and see what came of it. Administrators answer, and merge two that mean the same.</summary>
internal sealed class TermsModel(Desk desk) : OfficePage(desk)
{
    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    /// <summary>Of a merge that is being looked at: the term that goes, and the one that stays.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Goes { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Stays { get; set; }

    [BindProperty]
    public SuggestionForm Form { get; set; } = new();

    public Taxonomy Taxonomy { get; private set; } = null!;
    public FoundTerm[] LookedUp { get; private set; } = [];
    public TermSuggestion[] Suggestions { get; private set; } = [];
    public Merge? Merge { get; private set; }
    public IEnumerable<TermSuggestion> Open => Suggestions.Where(s => s.State == "open");
    public IEnumerable<TermSuggestion> Answered => Suggestions.Where(s => s.State != "open");

    public async Task OnGetAsync()
    {
        await LoadAsync();
        if (string.IsNullOrWhiteSpace(Goes) && string.IsNullOrWhiteSpace(Stays)) return;
        var looked = await Profile.LookAtMerge(Goes ?? "", Stays ?? "", Gone);
        Merge = looked.Value;
        if (looked.Refused is { } no) Refuse(no);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var made = await Profile.SuggestTerm(Form.Name ?? "", Form.Parent ?? "", Form.Why ?? "", Gone);
        if (made.Ok) return Then("/office/terms", Good($"“{Form.Name}” is suggested.", "An administrator answers; what came of it stands on this page."));
        await LoadAsync();
        Refuse(made.Refused!);
        return Page();
    }

    public async Task<IActionResult> OnPostAcceptAsync(Guid id, string? name, string? parent, string? sameAs)
    {
        var done = await Profile.AcceptSuggestion(id, name, parent, string.IsNullOrWhiteSpace(sameAs) ? null : sameAs, Gone);
        return Then("/office/terms", done.Refused is { } no ? Bad(no) : Good($"“{done.Value!.Name}” can be chosen now.", "Everywhere in this installation, within seconds."));
    }

    public async Task<IActionResult> OnPostDeclineAsync(Guid id, string? answer)
    {
        var done = await Profile.DeclineSuggestion(id, answer ?? "", Gone);
        return Then("/office/terms", done.Refused is { } no ? Bad(no) : Good("Answered.", "Whoever suggested it reads why."));
    }

    public async Task<IActionResult> OnPostMergeAsync()
    {
        var done = await Profile.MergeTerms(Goes ?? "", Stays ?? "", Gone);
        return Then("/office/terms", done.Refused is { } no ? Bad(no) : Good($"Merged into {done.Value!.Name}.", "Whoever had the other term has this one; files and forms with the old word go on working."));
    }

    public string Where(string code) => Taxonomy.TermName(code);

    async Task LoadAsync()
    {
        Taxonomy = await Profile.Taxonomy(Gone);
        Suggestions = await Profile.Suggestions(Gone);
        if (!string.IsNullOrWhiteSpace(Q)) LookedUp = await Profile.FindTerms(Q, "", Gone);
    }
}

internal sealed class SuggestionForm
{
    public string? Name { get; set; }
    public string? Parent { get; set; }
    public string? Why { get; set; }
}
